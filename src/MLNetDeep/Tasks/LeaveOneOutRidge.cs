using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Ridge regression (Hoerl and Kennard, 1970) with more features than rows: one decomposition of the products of rows serves every penalty, and gives what each row would be predicted as had it not been there (Rifkin and Lippert, Notes on
/// Regularized Least Squares, 2007). The intercept is not penalized.
/// </summary>
internal sealed class LeaveOneOutRidge : IDisposable
{
    private const double Smallest = 1e-10;
    private readonly Tensor _features, _roots, _mean, _centered, _targetMean, _targets, _values, _vectors, _together;

    /// <param name="features">The features [rows, features].</param>
    /// <param name="targets">What is to be predicted [rows, outputs].</param>
    /// <param name="weights">How much each row counts [rows]; null when all count the same.</param>
    public LeaveOneOutRidge(Tensor features, Tensor targets, Tensor? weights)
    {
        using var scope = NewDisposeScope();
        var rows = features.shape[0];
        var shares = weights is null ? ones(rows, 1) : weights.reshape(rows, 1).div(weights.mean()).AtLeast(Smallest);
        var total = shares.sum();
        _roots = shares.sqrt();
        (_mean, _targetMean) = (features.mul(shares).sum([0], keepdim: true).div(total), targets.mul(shares).sum([0], keepdim: true).div(total));
        _features = features.sub(_mean).mul(_roots);
        (_centered, _targets) = (targets.sub(_targetMean), targets.sub(_targetMean).mul(_roots).to(ScalarType.Float64));
        var products = _features.mm(_features.t()).to(ScalarType.Float64);
        MeanVariance = Math.Max(products.trace().item<double>() / rows, Smallest);
        // The direction of the intercept becomes the last one by far, and is left out.
        var (roots, whole) = (_roots.to(ScalarType.Float64), MeanVariance * rows * 10);
        var intercept = roots.mm(roots.t()).Times(whole / roots.Squared().sum().item<double>());
        var (values, vectors) = linalg.eigh(products.Plus(intercept));
        (_values, _vectors) = (values.narrow(0, 0, rows - 1).AtLeast(0), vectors.narrow(1, 0, rows - 1));
        _together = _vectors.t().mm(_targets);
        foreach (var kept in new[] { _features, _roots, _mean, _centered, _targetMean, _targets, _values, _vectors, _together }) kept.MoveToOuterDisposeScope();
    }

    /// <summary>The mean square of a row's features, by which penalties are measured.</summary>
    public double MeanVariance { get; }

    /// <summary>Solves for one penalty.</summary>
    /// <param name="penalty">The penalty of squared weights.</param>
    /// <returns>Weights [outputs, features], biases [outputs], and what each row is predicted as by all others [rows, outputs].</returns>
    public (Tensor Weight, Tensor Bias, Tensor LeftOut) Solve(double penalty)
    {
        using var scope = NewDisposeScope();
        var inverse = _values.Plus(penalty).reciprocal();
        var dual = _vectors.mm(_together.mul(inverse.unsqueeze(1)));
        var own = _vectors.Squared().mv(inverse).unsqueeze(1).AtLeast(Smallest * Smallest);
        var residuals = dual.div(own).to(ScalarType.Float32).div(_roots);
        var weight = dual.to(ScalarType.Float32).t().mm(_features);
        var bias = _targetMean.flatten().sub(weight.mv(_mean.flatten()));
        return (weight.MoveToOuterDisposeScope(), bias.MoveToOuterDisposeScope(), _centered.Plus(_targetMean).sub(residuals).MoveToOuterDisposeScope());
    }

    public void Dispose()
    {
        foreach (var tensor in new[] { _features, _roots, _mean, _centered, _targetMean, _targets, _values, _vectors, _together }) tensor.Dispose();
    }
}
