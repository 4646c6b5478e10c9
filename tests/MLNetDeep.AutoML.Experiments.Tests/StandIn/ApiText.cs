using System.Globalization;
using System.Reflection;

namespace MLNetDeep.AutoML.Experiments.Tests.StandIn;

/// <summary>Public members as one line of text each, in the form of the recorded lists.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    /// <summary>The interfaces that a line of a type lists, apart from the line.</summary>
    public static (string Type, string[] Interfaces) Split(string line)
    {
        string[] parts = line.Split(" where ")[0].Split(" : ");
        string[] bases = parts.Length == 1 ? [] : parts[1].Replace(" variance<out T>", "").Split(", ");
        bool isInterface = line.Contains(":: interface ");
        return ($"{parts[0]}{(isInterface || bases.Length == 0 ? "" : $" : {bases[0]}")}", isInterface ? bases : bases[Math.Min(1, bases.Length)..]);
    }

    private static IEnumerable<string> Of(Type type)
    {
        string assembly = $"{type.Assembly.GetName().Name} :: ";
        yield return assembly + Header(type);
        if (type.IsEnum)
        {
            foreach (string member in Enum.GetNames(type))
                yield return $"{assembly}F {Name(type)}::{member} = {Convert.ToInt64(Enum.Parse(type, member), CultureInfo.InvariantCulture)}";
            yield break;
        }
        foreach (ConstructorInfo one in type.GetConstructors(Declared).Where(c => IsSeen(c) && !c.IsStatic))
            yield return $"{assembly}M {Access(one)}{Name(type)}::.ctor({Parameters(one)})";
        foreach (MethodInfo one in type.GetMethods(Declared).Where(m => IsSeen(m) && !m.IsSpecialName))
            yield return $"{assembly}M {Access(one)}{Modifiers(one)}{Name(type)}::{one.Name}{Generic(one)}({Parameters(one)}) : {Name(one.ReturnType)}{Constraints(one.GetGenericArguments())}";
        foreach (PropertyInfo one in type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsSeen)))
            yield return $"{assembly}P {Modifiers(one.GetMethod!)}{Name(type)}::{one.Name}{Index(one)} : {Name(one.PropertyType)} {{ {Accessors(one)}}}";
        foreach (FieldInfo one in type.GetFields(Declared).Where(f => f.IsPublic))
            yield return $"{assembly}F {Name(type)}::{one.Name} : {Name(one.FieldType)}";
    }

    private static string Header(Type type)
    {
        string kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        string? parent = type.IsEnum ? "System.Int32" : type.BaseType is { } b ? Name(b) : null;
        string[] bases = [.. parent is null ? Array.Empty<string>() : [parent], .. (type.IsEnum ? [] : type.GetInterfaces()).Select(Name).Order(StringComparer.Ordinal)];
        return $"{kind} {Name(type)}{(bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}")}";
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
            return "static ";
        if (method.DeclaringType!.IsInterface)
            return "";
        return method.GetBaseDefinition() != method ? "override " : method.IsAbstract ? "abstract " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";
    }

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Select(a =>
    {
        bool isClass = (a.GenericParameterAttributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0;
        string[] all = [.. isClass ? ["class"] : Array.Empty<string>(), .. a.GetGenericParameterConstraints().Select(Name)];
        return all.Length == 0 ? "" : $" where {a.Name} : {string.Join(", ", all)}";
    }));

    private static string Index(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(Parameter))}]" : "";

    private static string Accessors(PropertyInfo property) => string.Concat(new[] { (property.GetMethod, "get"), (property.SetMethod, "set") }
        .Where(a => a.Item1 is not null && IsSeen(a.Item1))
        .Select(a => $"{Access(a.Item1!)}{a.Item2}; "));

    private static string Parameters(MethodBase method)
    {
        bool isExtension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute));
        return string.Join(", ", method.GetParameters().Select((p, i) => (isExtension && i == 0 ? "this " : "") + Parameter(p)));
    }

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter)}" : "")}";

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        string name = type.IsNested ? $"{Name(type.DeclaringType!)}+{type.Name}" : $"{type.Namespace}.{type.Name}";
        int tick = name.IndexOf('`');
        return tick < 0 ? name : $"{name[..tick]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>";
    }
}
