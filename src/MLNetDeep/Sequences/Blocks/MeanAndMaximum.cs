using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Sequences;

/// <summary>The mean of the states of steps, and beside it the largest value of each number over all steps. Shapes: [rows, longest, width] → [rows, 2 width].</summary>
internal static class MeanAndMaximum
{
    public static Tensor Of(Tensor states, Tensor mask) => cat([StepMask.Mean(states, mask), StepMask.Max(states, mask)], 1);

    /// <summary>Adds what <see cref="Of(Tensor, Tensor)"/> does.</summary>
    public static OnnxValue Of(OnnxComposer composer, OnnxValue states, OnnxValue mask) =>
        composer.Concat(1, StepMask.Mean(composer, states, mask), StepMask.Max(composer, states, mask));
}
