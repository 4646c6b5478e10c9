using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Training.Optimizers;

/// <summary>
/// Muon. Jordan et al., Muon: An optimizer for hidden layers in neural networks (2024): the Nesterov momentum of a matrix is replaced by a matrix near to it whose singular values are about 1, found by
/// five Newton-Schulz iterations X ← a X + (b A + c A²) X with A = X Xᵀ. m ← μ m + g; u ← orthogonal(g + μ m); w ← w - rate decay w - rate 0.2 √max(rows, columns) u, the factor as
/// Liu et al., Muon is Scalable for LLM Training (2025), have it: updates are as large as those of AdamW, which changes all that is no matrix of a hidden layer.
/// </summary>
/// <param name="groups">What is changed.</param>
/// <param name="beta1">β₁ of AdamW.</param>
/// <param name="beta2">β₂ of AdamW.</param>
internal sealed class Muon(IEnumerable<WeightGroup> groups, double beta1, double beta2) : Optimizer(groups, group => group.Matrices is null ? 2 : 1)
{
    private const double Momentum = 0.95, Size = 0.2, Tiny = 1e-7;
    private const double A = 3.4445, B = -4.7750, C = 2.0315;
    private const int Iterations = 5;

    /// <summary>Matrices near to these whose singular values are about 1. Shapes: [matrices, rows, columns] stay.</summary>
    public static Tensor Orthogonal(Tensor matrices)
    {
        var isTall = matrices.shape[1] > matrices.shape[2];
        var x = isTall ? matrices.transpose(1, 2) : matrices;
        x = x.div(x.Squared().sum([1, 2], keepdim: true).sqrt().AddInPlace(Tiny));
        for (var i = 0; i < Iterations; i++)
        {
            var square = x.bmm(x.transpose(1, 2));
            x = square.Times(B).AddInPlace(square.bmm(square), C).bmm(x).AddInPlace(x, A);
        }
        return isTall ? x.transpose(1, 2) : x;
    }

    protected override void Update(WeightSlice slice)
    {
        if (slice.Group.Matrices is not { } shape)
        {
            AdamW.Update(slice, StepsOf(slice.Group), beta1, beta2, isDecoupled: true);
            return;
        }
        Decay(slice);
        var momentum = slice.States[0].MultiplyInPlace(Momentum).AddInPlace(slice.Gradients);
        var update = Orthogonal(slice.Gradients.PlusTimes(momentum, Momentum).view(shape));
        slice.Weights.AddInPlace(update.reshape(-1), -slice.Group.Rate * Size * Math.Sqrt(Math.Max(shape[1], shape[2])));
    }
}
