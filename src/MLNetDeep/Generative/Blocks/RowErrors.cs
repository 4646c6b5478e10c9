using MLNetDeep.Common;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>The mean of squared differences of each row.</summary>
internal static class RowErrors
{
    /// <summary>Shapes: [rows, …] twice → [rows].</summary>
    public static Tensor Of(Tensor wanted, Tensor given) => given.sub(wanted).Squared().flatten(1).mean([1]);

    /// <summary>Adds the same: [rows, …] twice → [rows, 1].</summary>
    public static OnnxValue Export(OnnxComposer composer, OnnxValue wanted, OnnxValue given)
    {
        var difference = composer.Node("Sub", wanted.Shape, [given, wanted]);
        var flat = composer.Reshape(composer.Multiply(difference, difference), wanted.Shape.Aggregate(1L, (product, size) => product * size));
        return composer.Node("ReduceMean", [1], [flat], ("axes", new long[] { 1 }), ("keepdims", 1));
    }
}
