using System.Diagnostics.CodeAnalysis;
using MLNetDeep.Common;
using MLNetDeep.Inputs.Conditioned;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>
/// The gradient penalty of a critic (Gulrajani et al., 2017): between rows and samples its slope is to be 1. The native function for gradients of gradients ends the process where shapes do not suit; it is called
/// here alone, with what was just computed of each other.
/// </summary>
internal static class CriticPenalty
{
    /// <summary>The penalty of each row.</summary>
    /// <param name="critic">The critic: a number for each row.</param>
    /// <param name="rows">Real rows [rows, …].</param>
    /// <param name="samples">As many samples of the same shape, that want no gradient.</param>
    /// <param name="classes">Their conditions; null for none.</param>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Its shapes are checked here.")]
    public static Tensor Of(Module<ConditionedBatch, Tensor> critic, Tensor rows, Tensor samples, Tensor? classes)
    {
        if (!rows.shape.SequenceEqual(samples.shape)) throw new InvalidOperationException($"Rows are [{string.Join(", ", rows.shape)}], but samples [{string.Join(", ", samples.shape)}].");
        var share = rand([rows.shape[0], .. Enumerable.Repeat(1L, rows.shape.Length - 1)], device: rows.device);
        var between = samples.Plus(rows.sub(samples).mul(share)).detach().requires_grad_(true);
        var score = critic.call(new ConditionedBatch(between, classes)).sum();
        if (!score.requires_grad) throw new InvalidOperationException("The critic's score does not hang on what it is given.");
        var slope = autograd.grad([score], [between], retain_graph: true, create_graph: true)[0];
        // The square root of 0 has no gradient.
        return slope.flatten(1).Squared().sum(1).Plus(1e-12).sqrt().Minus(1).Squared();
    }
}
