using MLNetDeep.Onnx.Reading;
using static MLNetDeep.Onnx.Importing.OperatorTable;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Operators that compare, and those on what is true or false.</summary>
internal static class ComparisonOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["Equal"] = Binary((x, y) => x.eq(y)),
        ["Greater"] = Binary((x, y) => x.gt(y)),
        ["GreaterOrEqual"] = Binary((x, y) => x.ge(y)),
        ["Less"] = Binary((x, y) => x.lt(y)),
        ["LessOrEqual"] = Binary((x, y) => x.le(y)),
        ["And"] = Binary((x, y) => x.logical_and(y)),
        ["Or"] = Binary((x, y) => x.logical_or(y)),
        ["Xor"] = Binary((x, y) => x.logical_xor(y)),
        ["Not"] = Unary(x => x.logical_not()),
        ["IsNaN"] = Unary(x => x.isnan()),
        ["IsInf"] = Unary(x => x.isinf()),
        ["Where"] = _ => inputs =>
        {
            var (x, y) = Together(inputs[1]!, inputs[2]!);
            return [where(inputs[0]!.to(x.device), x, y)];
        },
    };
}
