using MLNetDeep.Common;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// AdamW. Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019):
/// m ← β₁ m + (1 - β₁) g; v ← β₂ v + (1 - β₂) g²; w ← w - rate (m / (1 - β₁ᵗ)) / (√(v / (1 - β₂ᵗ)) + ε) - rate decay w.
/// </summary>
internal sealed class AdamW(IEnumerable<WeightGroup> groups, double beta2 = 0.999) : Optimizer(groups, states: 2)
{
    private const double Beta1 = 0.9, Epsilon = 1e-8;

    protected override void Update(WeightGroup group)
    {
        var (mean, square) = (group.States[0], group.States[1]);
        Decay(group);
        mean.MultiplyInPlace(Beta1).AddInPlace(group.Gradients, 1 - Beta1);
        square.MultiplyInPlace(beta2).AddProductInPlace(group.Gradients, group.Gradients, 1 - beta2);
        var size = square.sqrt().DivideInPlace(Math.Sqrt(1 - Math.Pow(beta2, Steps))).AddInPlace(Epsilon);
        group.Weights.AddQuotientInPlace(mean, size, -group.Rate / (1 - Math.Pow(Beta1, Steps)));
    }
}
