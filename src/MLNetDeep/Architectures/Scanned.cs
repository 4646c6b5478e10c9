using System.Reflection;

namespace MLNetDeep;

/// <summary>The classes of one kind in the assemblies that are known: what is added to one is found.</summary>
/// <typeparam name="T">What they derive from. They have a constructor without parameters, or a static Instance.</typeparam>
internal static class Scanned<T>
    where T : class
{
    private static readonly Lock _lock = new();
    private static (int Version, T[] Found) _known = (-1, []);

    /// <summary>All of them, in the order of their keys.</summary>
    public static IReadOnlyList<T> All(Func<T, string> key)
    {
        lock (_lock)
        {
            var assemblies = KnownAssemblies.All;
            if (_known.Version != assemblies.Count)
                _known = (assemblies.Count, [.. assemblies.SelectMany(In).OrderBy(key, StringComparer.Ordinal)]);
            return _known.Found;
        }
    }

    /// <summary>Those of one assembly.</summary>
    public static IEnumerable<T> In(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T)))
        .Select(Make)
        .OfType<T>();

    private static object? Make(Type type) => type.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
        ?? (type.GetConstructor(Type.EmptyTypes) is null ? null : Activator.CreateInstance(type));
}

/// <summary>The assemblies that architectures and kinds of input are looked for in.</summary>
internal static class KnownAssemblies
{
    private static volatile IReadOnlyList<Assembly> _all = [typeof(KnownAssemblies).Assembly];

    public static IReadOnlyList<Assembly> All => _all;

    public static void Add(Assembly assembly)
    {
        lock (typeof(KnownAssemblies))
        {
            if (!_all.Contains(assembly)) _all = [.. _all, assembly];
        }
    }
}
