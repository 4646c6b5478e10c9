using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>
/// Stochastic depth: in training, a residual branch is left out for some rows, and counts more for the others.
/// Huang et al., Deep Networks with Stochastic Depth (2016). Shapes stay.
/// </summary>
internal sealed class DropPath(double rate) : Block(nameof(DropPath))
{
    /// <summary>The rate of each of so many blocks: from 0 at the input up to <paramref name="last"/>.</summary>
    public static double RateAt(int block, int blocks, double last) => blocks < 2 ? last : last * block / (blocks - 1);

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => input;

    protected override Tensor Run(Tensor input)
    {
        if (!training || rate == 0) return input;
        long[] perRow = [input.shape[0], .. Enumerable.Repeat(1L, input.shape.Length - 1)];
        return input.mul(rand(perRow, input.dtype, input.device).Plus(1 - rate).floor().Over(1 - rate));
    }
}
