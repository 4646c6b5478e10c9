using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Layers;

/// <summary>
/// The mean of the states of steps, weighted by attention (Yang et al., Hierarchical Attention Networks, 2016), and beside it, where wanted, the largest value of each number over all steps.
/// Shapes: [rows, longest, width] → [rows, width], or twice as wide.
/// </summary>
/// <param name="look">What is seen of a state; a part of the network that pools.</param>
/// <param name="weigh">How much of a state is taken; a part of the network that pools.</param>
/// <param name="hasMaximum">Whether largest values are given too.</param>
internal sealed class AttentionPooling(Linear look, Linear weigh, bool hasMaximum)
{
    /// <summary>Pools the states of steps, by a mask.</summary>
    public Tensor Run(Tensor states, Tensor mask)
    {
        var scores = weigh.call(look.call(states).tanh_()).Plus(StepMask.Bias(mask));
        var mean = states.mul(scores.softmax(1)).sum([1]);
        return hasMaximum ? cat([mean, StepMask.Max(states, mask)], 1) : mean;
    }

    /// <summary>Adds what <see cref="Run"/> does.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue states, OnnxValue mask)
    {
        var looked = composer.Apply(look, states);
        var scores = composer.Apply(weigh, composer.Node("Tanh", looked.Shape, [looked]));
        var weights = composer.Node("Softmax", scores.Shape, [composer.Node("Add", scores.Shape, [scores, StepMask.Bias(composer, mask)])], ("axis", 1));
        var mean = StepMask.Sum(composer, composer.Node("Mul", states.Shape, [states, weights]));
        return hasMaximum ? composer.Concat(1, mean, StepMask.Max(composer, states, mask)) : mean;
    }
}
