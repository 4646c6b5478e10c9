using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>
/// Smooth clipping to -3 to 3: x / √(1 + (x/3)²). Holzmüller et al., Better by Default (2024). Shapes stay.
/// </summary>
internal static class SmoothClip
{
    // Beyond the limit nothing changes any more, and squares would overflow.
    private const double Bound = 3, Limit = 1e9;

    public static Tensor Of(Tensor input)
    {
        var finite = input.Between(-Limit, Limit);
        return finite.div(finite.Squared().Over(Bound * Bound).Plus(1).sqrt());
    }

    public static OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        OnnxValue Scalar(double value) => new(composer.Graph.Constant(OnnxTensor.Scalar((float)value)), []);
        OnnxValue Node(string op, params OnnxValue[] inputs) => composer.Node(op, input.Shape, inputs);
        var finite = Node("Clip", input, Scalar(-Limit), Scalar(Limit));
        var square = Node("Div", Node("Mul", finite, finite), Scalar(Bound * Bound));
        return Node("Div", finite, Node("Sqrt", Node("Add", square, Scalar(1))));
    }
}
