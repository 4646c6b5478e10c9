using MLNetDeep.Common;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// Stochastic gradient descent with Nesterov momentum, as PyTorch has it: g ← g + decay w; m ← momentum m + g; w ← w - rate (g + momentum m).
/// </summary>
internal sealed class Sgd(IEnumerable<WeightGroup> groups, double momentum) : Optimizer(groups, states: momentum > 0 ? 1 : 0)
{
    protected override void Update(WeightGroup group)
    {
        var gradient = group.Decay > 0 ? group.Gradients.PlusTimes(group.Weights, group.Decay) : group.Gradients;
        if (momentum > 0) gradient = gradient.PlusTimes(group.States[0].MultiplyInPlace(momentum).AddInPlace(gradient), momentum);
        group.Weights.AddInPlace(gradient, -group.Rate);
    }
}
