using MLNetDeep.Common;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// AdamW. Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019):
/// m ← β₁ m + (1 - β₁) g; v ← β₂ v + (1 - β₂) g²; w ← w - rate (m / (1 - β₁ᵗ)) / (√(v / (1 - β₂ᵗ)) + ε) - rate decay w.
/// Adam (Kingma and Ba, 2015) with L2 regularization: the same without the last term, and with g + decay w for g.
/// </summary>
/// <param name="groups">What is changed.</param>
/// <param name="beta2">β₂.</param>
/// <param name="isDecoupled">Whether weight decay is decoupled; false for L2 regularization.</param>
/// <param name="beta1">β₁.</param>
internal sealed class AdamW(IEnumerable<WeightGroup> groups, double beta2 = 0.999, bool isDecoupled = true, double beta1 = 0.9) : Optimizer(groups, states: 2)
{
    private const double Epsilon = 1e-8;

    protected override void Update(WeightSlice slice) => Update(slice, StepsOf(slice.Group), beta1, beta2, isDecoupled);

    /// <summary>Changes weights that have both moments.</summary>
    /// <param name="slice">The weights.</param>
    /// <param name="steps">Steps done, this one included.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="isDecoupled">Whether weight decay is decoupled.</param>
    public static void Update(WeightSlice slice, long steps, double beta1, double beta2, bool isDecoupled)
    {
        var (mean, square) = (slice.States[0], slice.States[1]);
        if (isDecoupled) Decay(slice);
        var gradient = isDecoupled || slice.Group.Decay == 0 ? slice.Gradients : slice.Gradients.PlusTimes(slice.Weights, slice.Group.Decay);
        mean.MultiplyInPlace(beta1).AddInPlace(gradient, 1 - beta1);
        square.MultiplyInPlace(beta2).AddProductInPlace(gradient, gradient, 1 - beta2);
        var size = square.sqrt().DivideInPlace(Math.Sqrt(1 - Math.Pow(beta2, steps))).AddInPlace(Epsilon);
        slice.Weights.AddQuotientInPlace(mean, size, -slice.Group.Rate / (1 - Math.Pow(beta1, steps)));
    }
}
