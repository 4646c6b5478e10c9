using System.Reflection;

namespace MLNetDeep.Tests.Approved;

/// <summary>A public type: the line of the type itself and those of its members.</summary>
internal sealed class ApiType(Type type)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<ApiType> In(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).Select(t => new ApiType(t)).OrderBy(t => t.Name, StringComparer.Ordinal);

    public string Name => ApiNames.Of(type);

    public bool IsDelegate => type.BaseType == typeof(MulticastDelegate);

    /// <summary>Kind and name; of a delegate the whole signature.</summary>
    public string Head => IsDelegate
        ? $"{Visibility}delegate {Name}({ApiNames.Parameters(Invoke.GetParameters(), false)}) : {ApiNames.Of(Invoke.ReturnType)}{Tail}"
        : $"{(type.IsEnum && type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] " : "")}{Visibility}{Kind} {Name}";

    /// <summary>The base class, or the type under an enum.</summary>
    public string? Base => type.IsEnum ? ApiNames.Of(Enum.GetUnderlyingType(type))
        : type.IsClass && !IsDelegate ? ApiNames.Of(type.BaseType ?? typeof(object)) : null;

    public IEnumerable<string> Interfaces =>
        type.IsEnum || IsDelegate ? [] : type.GetInterfaces().Where(i => i.IsVisible).Select(ApiNames.Of);

    public string Tail => Variance + ApiNames.Constraints(type.GetGenericArguments());

    /// <summary>The lines of the members; what overrides adds nothing and is left out.</summary>
    public IEnumerable<string> Members => IsDelegate ? [] : type.IsEnum ? EnumValues()
        : [.. Constructors(), .. Methods(), .. Properties(), .. Fields(), .. Events()];

    private MethodInfo Invoke => type.GetMethod("Invoke")!;

    private string Visibility => type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "";

    private string Kind => type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? $"{(IsReadOnly ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private bool IsReadOnly => type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute));

    private string Variance
    {
        get
        {
            var arguments = type.GetGenericArguments().Select(a => (a.Name, Kind: a.GenericParameterAttributes & GenericParameterAttributes.VarianceMask));
            var text = string.Join(",", arguments.Where(a => a.Kind != 0).Select(a => $"{(a.Kind == GenericParameterAttributes.Covariant ? "out" : "in")} {a.Name}"));
            return text.Length == 0 ? "" : $" variance<{text}>";
        }
    }

    private static bool IsVisible(Type t) =>
        t.DeclaringType == null ? t.IsPublic : (t.IsNestedPublic || t.IsNestedFamily || t.IsNestedFamORAssem) && IsVisible(t.DeclaringType);

    private IEnumerable<string> EnumValues() => Enum.GetNames(type).Select(n =>
        $"F {Name}::{n} = {Convert.ChangeType(Enum.Parse(type, n), Enum.GetUnderlyingType(type))}");

    private IEnumerable<string> Constructors() => type.GetConstructors(Declared)
        .Where(c => !c.IsStatic && Access(c) != null)
        .Select(c => $"M {Access(c)}{Name}::.ctor({ApiNames.Parameters(c.GetParameters(), false)})");

    private IEnumerable<string> Methods() =>
        from m in type.GetMethods(Declared)
        where Access(m) != null && !IsOverride(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))
        let generic = m.IsGenericMethodDefinition ? $"<{string.Join(",", m.GetGenericArguments().Select(a => a.Name))}>" : ""
        let constraints = m.IsGenericMethodDefinition ? ApiNames.Constraints(m.GetGenericArguments()) : ""
        select $"M {Modifiers(m)}{Name}::{m.Name}{generic}({ApiNames.Parameters(m.GetParameters(), ApiNames.IsExtension(m))})"
            + $" : {ApiNames.Of(m.ReturnType)}{constraints}";

    private IEnumerable<string> Properties() =>
        from p in type.GetProperties(Declared)
        let accessors = p.GetAccessors(nonPublic: true).Where(a => Access(a) != null).ToArray()
        where accessors.Length > 0 && !IsOverride(accessors[0])
        let widest = accessors.MinBy(a => Access(a)!.Length)!
        let index = p.GetIndexParameters() is { Length: > 0 } i ? $"[{ApiNames.Parameters(i, false)}]" : ""
        select $"P {Modifiers(widest)}{Name}::{p.Name}{index} : {ApiNames.Of(p.PropertyType)} {{ {Accessors(p, widest)}}}";

    private IEnumerable<string> Fields() =>
        from f in type.GetFields(Declared)
        where f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly
        let access = f.IsPublic ? "" : f.IsFamily ? "protected " : "protected-internal "
        let kind = f.IsLiteral ? "const " : f.IsStatic ? f.IsInitOnly ? "static readonly " : "static " : f.IsInitOnly ? "readonly " : ""
        let value = f.IsLiteral ? $" = {ApiNames.Constant(f.GetRawConstantValue(), f.FieldType)}" : ""
        select $"F {access}{kind}{Name}::{f.Name} : {ApiNames.Of(f.FieldType)}{value}";

    private IEnumerable<string> Events() =>
        from e in type.GetEvents(Declared)
        where Access(e.AddMethod!) != null
        select $"E {Modifiers(e.AddMethod!)}{Name}::{e.Name} : {ApiNames.Of(e.EventHandlerType!)}";

    private static string Accessors(PropertyInfo p, MethodInfo widest) => string.Concat(
        new[] { ("get", p.GetMethod), ("set", p.SetMethod) }
            .Where(a => a.Item2 != null && Access(a.Item2) != null)
            .Select(a => $"{(Access(a.Item2!) == Access(widest) ? "" : Access(a.Item2!))}{a.Item1}; "));

    private static string Modifiers(MethodInfo m) => Access(m) + (m.DeclaringType!.IsInterface ? ""
        : m.IsStatic ? "static " : m.IsAbstract ? "abstract " : m is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static bool IsOverride(MethodInfo m) => m.IsVirtual && m.GetBaseDefinition() != m;

    // Null where nobody outside can see it.
    private static string? Access(MethodBase m) =>
        m.IsPublic ? "" : m.IsFamily ? "protected " : m.IsFamilyOrAssembly ? "protected-internal " : null;
}
