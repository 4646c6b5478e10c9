using System.Reflection;

namespace MLNetDeep.Tests.Architecture;

/// <summary>What XML documentation and analyzers call a member: M:Space.Outer.Inner.Method(System.Int32,System.Double[]).</summary>
internal static class DocumentationIds
{
    public static string Of(MethodBase method)
    {
        var parameters = method.GetParameters();
        var arity = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        var result = method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? $"~{Of(conversion.ReturnType)}" : "";
        return $"M:{Of(method.DeclaringType!)}.{method.Name.Replace('.', '#')}{arity}"
            + (parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(p => Of(p.ParameterType)))})") + result;
    }

    private static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!) + "@";
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[{string.Join(",", Enumerable.Repeat("0:", type.GetArrayRank() - 1).Append(type.GetArrayRank() > 1 ? "0:" : ""))}]";
        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        var name = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');
        return type is { IsGenericType: true, IsGenericTypeDefinition: false }
            ? $"{name[..name.IndexOf('`')]}{{{string.Join(",", type.GetGenericArguments().Select(Of))}}}"
            : name;
    }
}
