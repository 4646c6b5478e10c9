using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetDeep.Tests.Approved;

/// <summary>Writes types, parameters and constants as the listings of the real packages do.</summary>
internal static class ApiNames
{
    public static string Of(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            var element = Of(type.GetElementType()!);
            return type.IsArray ? $"{element}[{new string(',', type.GetArrayRank() - 1)}]" : type.IsPointer ? element + "*" : element;
        }

        var arguments = type.GetGenericArguments();
        var own = arguments.Length - (type.DeclaringType?.GetGenericArguments().Length ?? 0);
        var name = type.Name.Split('`')[0];
        if (own > 0)
        {
            name += $"<{string.Join(",", arguments[^own..].Select(Of))}>";
        }

        return type.DeclaringType == null ? (type.Namespace == null ? name : $"{type.Namespace}.{name}")
            : $"{Of(Outer(type.DeclaringType, arguments))}+{name}";
    }

    public static string Parameters(IEnumerable<ParameterInfo> parameters, bool extension) =>
        string.Join(", ", parameters.Select((p, i) => (extension && i == 0 ? "this " : "") + Parameter(p)));

    /// <summary>What stands behind the signature: <c> where T : class, new()</c>.</summary>
    public static string Constraints(IEnumerable<Type> arguments) => string.Concat(arguments
        .Select(a => (Parameter: a, Rules: Rules(a)))
        .Where(a => a.Rules.Count > 0)
        .Select(a => $" where {a.Parameter.Name} : {string.Join(", ", a.Rules)}"));

    public static string Constant(object? value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null or Missing => type.IsValueType && Nullable.GetUnderlyingType(type) == null ? "default" : "null",
            _ when plain.IsEnum => $"{Of(plain)}.{Enum.ToObject(plain, value)}",
            bool b => b ? "true" : "false",
            string s => $"\"{s.Replace("\n", "\\n")}\"",
            char c => char.IsControl(c) ? $@"'\u{(int)c:X4}'" : $"'{c}'",
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
            double d => d.ToString("R", CultureInfo.InvariantCulture) + "d",
            IFormattable n => n.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static Type Outer(Type declaring, Type[] arguments) => declaring.IsGenericTypeDefinition
        ? declaring.MakeGenericType(arguments[..declaring.GetGenericArguments().Length])
        : declaring;

    private static string Parameter(ParameterInfo p)
    {
        var kind = p.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : !p.ParameterType.IsByRef ? "" : p.IsOut ? "out " : p.IsIn ? "in " : "ref ";
        var value = p.HasDefaultValue ? $" = {Constant(p.RawDefaultValue, p.ParameterType)}" : "";
        return $"{kind}{Of(p.ParameterType)} {p.Name}{value}";
    }

    private static List<string> Rules(Type parameter)
    {
        var rules = new List<string>();
        var attributes = parameter.GenericParameterAttributes;
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            return ["struct"];
        }

        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add("class");
        }

        rules.AddRange(parameter.GetGenericParameterConstraints().Select(Of));
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            rules.Add("new()");
        }

        return rules;
    }

    public static bool IsExtension(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute));
}
