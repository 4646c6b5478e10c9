using MLNetDeep.Common;
using MLNetDeep.Onnx;
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
        OnnxValue Node(string op, params OnnxValue[] inputs) => composer.Node(op, input.Shape, inputs);
        var finite = Node("Clip", input, composer.Constant(-Limit), composer.Constant(Limit));
        var square = Node("Div", Node("Mul", finite, finite), composer.Constant(Bound * Bound));
        return Node("Div", finite, Node("Sqrt", Node("Add", square, composer.Constant(1))));
    }
}
