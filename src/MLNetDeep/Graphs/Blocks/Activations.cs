using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>What stands between layers of graph networks.</summary>
internal static class Activations
{
    /// <summary>ELU: x above 0, exp(x) - 1 below.</summary>
    public static Tensor Elu(Tensor x)
    {
        var above = x.relu();
        return above.Plus(x.sub(above).exp().Minus(1));
    }

    /// <summary>ELU in ONNX.</summary>
    public static OnnxValue Elu(OnnxComposer composer, OnnxValue x) => composer.Node("Elu", x.Shape, [x]);

    /// <summary>Leaky ReLU: x above 0, slope · x below.</summary>
    public static Tensor LeakyRelu(Tensor x, double slope) => x.relu().Times(1 - slope).PlusTimes(x, slope);

    /// <summary>Leaky ReLU in ONNX.</summary>
    public static OnnxValue LeakyRelu(OnnxComposer composer, OnnxValue x, double slope) => composer.Node("LeakyRelu", x.Shape, [x], ("alpha", (float)slope));

    /// <summary>ReLU in ONNX.</summary>
    public static OnnxValue Relu(OnnxComposer composer, OnnxValue x) => composer.Node("Relu", x.Shape, [x]);
}
