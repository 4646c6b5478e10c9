using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>Root-mean-square normalization without weights (Zhang and Sennrich, Root Mean Square Layer Normalization, 2019): x / √(mean(x²) + ε), over the last dimension.</summary>
internal static class RmsNorm
{
    private const double Epsilon = 1e-6;
    private static readonly long[] _last = [-1];

    public static Tensor Of(Tensor x) => x.mul(x.Squared().mean(_last, keepdim: true).AddInPlace(Epsilon).rsqrt());

    /// <summary>Adds the same to a graph.</summary>
    public static OnnxValue Of(OnnxComposer composer, OnnxValue x)
    {
        OnnxValue mean = composer.Node("ReduceMean", x.Shape, [composer.Node("Mul", x.Shape, [x, x])], ("axes", _last), ("keepdims", 1));
        var root = composer.Node("Sqrt", x.Shape, [composer.Node("Add", x.Shape, [mean, composer.Constant(Epsilon)])]);
        return composer.Node("Div", x.Shape, [x, root]);
    }
}
