using MLNetDeep.Common;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>Pooling over the steps of rows, such as the tokens of texts, by a mask: 1 for a step, and 0 behind the end of shorter rows. Shapes of masks: [rows, longest, 1].</summary>
internal static class StepMask
{
    // What takes a place without a step out of a softmax.
    private const double Nothing = -1e9;

    /// <summary>The mean of vectors, those at places without a step left out. Shapes: [rows, longest, width] → [rows, width].</summary>
    public static Tensor Mean(Tensor vectors, Tensor mask) => vectors.mul(mask).sum([1]).div(mask.sum([1]).AtLeast(1));

    /// <summary>The largest value of each number, those at places without a step left out. Shapes: [rows, longest, width] → [rows, width].</summary>
    public static Tensor Max(Tensor vectors, Tensor mask) => vectors.Plus(Bias(mask)).amax([1]);

    /// <summary>What takes places without a step out of a softmax when added to its scores: 0 for a step, far below elsewhere. The shape is the mask's.</summary>
    public static Tensor Bias(Tensor mask) => mask.Minus(1).Times(-Nothing);

    /// <summary>Adds what <see cref="Mean(Tensor, Tensor)"/> does.</summary>
    public static OnnxValue Mean(OnnxComposer composer, OnnxValue vectors, OnnxValue mask)
    {
        var sum = Sum(composer, composer.Node("Mul", vectors.Shape, [vectors, mask]));
        var count = composer.Node("Max", [1], [Sum(composer, mask), composer.Constant(1)]);
        return composer.Node("Div", sum.Shape, [sum, count]);
    }

    /// <summary>Adds what <see cref="Max(Tensor, Tensor)"/> does.</summary>
    public static OnnxValue Max(OnnxComposer composer, OnnxValue vectors, OnnxValue mask) => composer.Node("ReduceMax", [vectors.Shape[1]],
        [composer.Node("Add", vectors.Shape, [vectors, Bias(composer, mask)])], ("axes", new long[] { 1 }), ("keepdims", 0));

    /// <summary>Adds what <see cref="Bias(Tensor)"/> does.</summary>
    public static OnnxValue Bias(OnnxComposer composer, OnnxValue mask) =>
        composer.Node("Mul", mask.Shape, [composer.Node("Sub", mask.Shape, [mask, composer.Constant(1)]), composer.Constant(-Nothing)]);

    /// <summary>Adds the sum over all places.</summary>
    public static OnnxValue Sum(OnnxComposer composer, OnnxValue vectors) =>
        composer.Node("ReduceSum", [vectors.Shape[1]], [vectors, Longs(composer, 1)], ("keepdims", 0));

    /// <summary>Adds some of the numbers of each step [rows, longest, width]: those from one on, up to another.</summary>
    public static OnnxValue Numbers(OnnxComposer composer, OnnxValue steps, long from, long end) =>
        composer.Node("Slice", [steps.Shape[0], end - from], [steps, Longs(composer, from), Longs(composer, end), Longs(composer, 2)]);

    /// <summary>Adds whole numbers.</summary>
    public static OnnxValue Longs(OnnxComposer composer, params long[] values) => new(composer.Graph.Constant(OnnxTensor.Vector(values)), [values.Length]);
}
