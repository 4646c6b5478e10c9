namespace Compat.Tests.Golden;

/// <summary>Names of types as C# writes them.</summary>
internal static class TypeNames
{
    public static string Short(Type type) => Name(type, t => t.Name);

    /// <summary>With namespaces; those of the row classes are left out, for the recordings had none.</summary>
    public static string Full(Type type) =>
        Name(type, t => t.Assembly == typeof(TypeNames).Assembly ? t.Name : $"{t.Namespace}.{t.Name}");

    private static string Name(Type type, Func<Type, string> plain) => type.IsGenericType
        ? $"{plain(type).Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(a => Name(a, plain)))}>"
        : plain(type);
}
