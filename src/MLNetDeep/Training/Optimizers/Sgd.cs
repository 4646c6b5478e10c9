using MLNetDeep.Common;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// Stochastic gradient descent with Nesterov momentum, as PyTorch has it: g ← g + decay w; m ← momentum m + g; w ← w - rate (g + momentum m).
/// </summary>
internal sealed class Sgd(IEnumerable<WeightGroup> groups, double momentum) : Optimizer(groups, states: momentum > 0 ? 1 : 0)
{
    protected override void Update(WeightSlice slice)
    {
        var gradient = slice.Group.Decay > 0 ? slice.Gradients.PlusTimes(slice.Weights, slice.Group.Decay) : slice.Gradients;
        if (momentum > 0) gradient = gradient.PlusTimes(slice.States[0].MultiplyInPlace(momentum).AddInPlace(gradient), momentum);
        slice.Weights.AddInPlace(gradient, -slice.Group.Rate);
    }
}
