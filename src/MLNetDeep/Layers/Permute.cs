using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>Dimensions in another order; the first, which counts the rows, keeps its place.</summary>
internal sealed class Permute(params long[] order) : Block(nameof(Permute))
{
    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => Transpose(composer, input, order);

    /// <summary>Adds the same to a graph.</summary>
    public static OnnxValue Transpose(OnnxComposer composer, OnnxValue input, params long[] order) =>
        composer.Node("Transpose", [.. order.Skip(1).Select(d => input.Shape[(int)d - 1])], [input], ("perm", order));

    protected override Tensor Run(Tensor input) => input.permute(order);
}
