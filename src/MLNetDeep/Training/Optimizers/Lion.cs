using MLNetDeep.Common;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// Lion. Chen et al., Symbolic Discovery of Optimization Algorithms (2023): each weight moves by the learning rate in the
/// direction that momentum and gradient agree on. One tensor of state where Adam has two.
/// u = sign(β₁ m + (1 - β₁) g); w ← w - rate (u + decay w); m ← β₂ m + (1 - β₂) g.
/// </summary>
internal sealed class Lion(IEnumerable<WeightGroup> groups) : Optimizer(groups, states: 1)
{
    private const double Beta1 = 0.9, Beta2 = 0.99;

    protected override void Update(WeightSlice slice)
    {
        var momentum = slice.States[0];
        var direction = momentum.Times(Beta1).AddInPlace(slice.Gradients, 1 - Beta1).sign_();
        Decay(slice);
        slice.Weights.AddInPlace(direction, -slice.Group.Rate);
        momentum.MultiplyInPlace(Beta2).AddInPlace(slice.Gradients, 1 - Beta2);
    }
}
