using System.Reflection;
using System.Reflection.Emit;

namespace MLNetDeep.Tests.Architecture;

/// <summary>Which types a method or a type of a compiled assembly uses.</summary>
internal static class References
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes)
        .GetFields()
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => o.Value, o => o.OperandType);

    public static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMembers(Declared).OfType<MethodBase>();

    /// <summary>What stands in the declaration of a type.</summary>
    public static IEnumerable<Type> Of(Type type) => type.GetInterfaces()
        .Append(type.BaseType ?? typeof(object))
        .Concat(type.GetFields(Declared).Select(f => f.FieldType))
        .SelectMany(Parts)
        .Distinct();

    /// <summary>What stands in the signature and the body of a method.</summary>
    public static IEnumerable<Type> Of(MethodBase method)
    {
        var body = method.GetMethodBody();
        var signature = method.GetParameters().Select(p => p.ParameterType).Append((method as MethodInfo)?.ReturnType ?? typeof(void));
        var locals = body?.LocalVariables.Select(l => l.LocalType) ?? [];
        return signature.Concat(locals).Concat(Instructions(method, body?.GetILAsByteArray() ?? [])).SelectMany(Parts).Distinct();
    }

    /// <summary>The methods that a method calls, or takes the address of; of generic ones and of those in generic types the definition.</summary>
    public static IEnumerable<MethodBase> Calls(MethodBase method) =>
        Tokens(method.GetMethodBody()?.GetILAsByteArray() ?? []).Select(token => Member(method, token)).OfType<MethodBase>().Select(Definition);

    /// <summary>A method as it stands in the assembly, whatever its type arguments.</summary>
    public static MethodBase Definition(MethodBase method) =>
        IsOfArray(method) ? method : method.Module.ResolveMethod(method.MetadataToken) ?? method;

    // The runtime makes those; no assembly holds them.
    private static bool IsOfArray(MethodBase method) => (method.MetadataToken & 0xFFFFFF) == 0;

    private static IEnumerable<Type> Instructions(MethodBase method, byte[] code) => Tokens(code).SelectMany(token => Resolve(method, token));

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | code[at++]);
            }

            var operand = Operands[value];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += operand == OperandType.InlineSwitch ? 4 + (4 * BitConverter.ToInt32(code, at)) : Size(operand);
        }
    }

    private static IEnumerable<Type> Resolve(MethodBase method, int token)
    {
        return Member(method, token) switch
        {
            Type type => [type],
            MethodInfo called => called.GetGenericArguments().Append(called.DeclaringType ?? typeof(void)),
            { DeclaringType: { } declaring } => [declaring],
            _ => [],
        };
    }

    private static MemberInfo? Member(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    // List<Tensor[]> uses List and Tensor.
    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
