using MLNetDeep.Common;
using MLNetDeep.Onnx.Reading;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Onnx.Importing;

/// <summary>Norms.</summary>
internal static class NormOperators
{
    public static IReadOnlyDictionary<string, Func<OnnxNode, Operation>> All { get; } = new Dictionary<string, Func<OnnxNode, Operation>>
    {
        ["BatchNormalization"] = node =>
        {
            var epsilon = node.Real("epsilon", 1e-5f);
            return inputs => [functional.batch_norm(inputs[0]!, inputs[3]!, inputs[4]!, inputs[1]!, inputs[2]!, training: false, eps: epsilon)];
        },
        ["InstanceNormalization"] = node =>
        {
            var epsilon = node.Real("epsilon", 1e-5f);
            return inputs => [functional.instance_norm(inputs[0]!, null, null, inputs[1]!, inputs[2]!, use_input_stats: true, eps: epsilon)];
        },
        ["LayerNormalization"] = node =>
        {
            var (axis, epsilon) = (node.Integer("axis", -1), node.Real("epsilon", 1e-5f));
            return inputs =>
            {
                var x = inputs[0]!;
                var shape = x.shape[(int)(axis < 0 ? axis + x.dim() : axis)..];
                return [functional.layer_norm(x, shape, inputs.ElementAtOrDefault(1)?.reshape(shape), inputs.ElementAtOrDefault(2)?.reshape(shape), epsilon)];
            };
        },
        ["LRN"] = node =>
        {
            var (size, alpha, beta, bias) = (node.Integer("size", 1), node.Real("alpha", 1e-4f), node.Real("beta", 0.75f), node.Real("bias", 1));
            return inputs =>
            {
                // Over neighbouring channels; of an even number more of them stand behind.
                var squares = inputs[0]!.Squared();
                long[] pads = [.. Enumerable.Repeat(0L, 2 * ((int)squares.dim() - 2)), (size - 1) / 2, size / 2];
                var windows = functional.pad(squares, pads).unfold(1, size, 1).sum([-1], false);
                return [inputs[0]!.div(Power(windows.Times(alpha / size).Plus(bias), beta))];
            };
        },
    };

    private static Tensor Power(Tensor x, double exponent) => x.log().Times(exponent).exp();
}
