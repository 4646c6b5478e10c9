using MLNetDeep.Common;
using MLNetDeep.Onnx.Reading;
using static MLNetDeep.Onnx.Importing.OperatorTable;
using static TorchSharp.torch;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Products of matrices.</summary>
internal static class MatrixOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["MatMul"] = Binary(Product),
        ["Gemm"] = node =>
        {
            var (alpha, beta) = (node.Real("alpha", 1), node.Real("beta", 1));
            var (turnsLeft, turnsRight) = (node.Integer("transA", 0) != 0, node.Integer("transB", 0) != 0);
            return inputs =>
            {
                var product = (turnsLeft ? inputs[0]!.t() : inputs[0]!).mm(turnsRight ? inputs[1]!.t() : inputs[1]!);
                if (alpha != 1) product = product.Times(alpha);
                return [inputs.ElementAtOrDefault(2) is { } bias ? product.Plus(beta == 1 ? bias : bias.Times(beta)) : product];
            };
        },
        ["Einsum"] = node =>
        {
            var equation = node.Text("equation", "");
            return inputs => [einsum(equation, [.. inputs.Select(input => input!)])];
        },
    };

    /// <summary>The product of matrices, or of stacks of them, as numpy's matmul has it. It goes by mm and bmm, in which an error is an exception.</summary>
    public static Tensor Product(Tensor left, Tensor right)
    {
        var (isRow, isColumn) = (left.dim() == 1, right.dim() == 1);
        if (isRow) left = left.unsqueeze(0);
        if (isColumn) right = right.unsqueeze(1);
        var product = right.dim() == 2 ? Flat(left, right) : Stacked(left, right);
        if (isColumn) product = product.squeeze(-1);
        return isRow ? product.squeeze(isColumn ? -1 : -2) : product;
    }

    private static Tensor Flat(Tensor left, Tensor right) => left.dim() == 2
        ? left.mm(right)
        : left.reshape(-1, left.shape[^1]).mm(right).reshape([.. left.shape[..^1], right.shape[1]]);

    private static Tensor Stacked(Tensor left, Tensor right)
    {
        var stack = Spread(left.shape[..^2], right.shape[..^2]);
        Tensor Flatten(Tensor x) => x.expand([.. stack, .. x.shape[^2..]]).reshape([-1, .. x.shape[^2..]]);
        return Flatten(left).bmm(Flatten(right)).reshape([.. stack, left.shape[^2], right.shape[^1]]);
    }
}
