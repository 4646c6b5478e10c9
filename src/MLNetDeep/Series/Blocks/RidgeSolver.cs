using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Series;

/// <summary>A linear forecaster that least squares found: weights [horizon, look-back] and biases [horizon], in double precision, for windows less their last value; what it gives is to be added to that.</summary>
/// <param name="LookBack">Steps that it sees.</param>
/// <param name="LessMean">Whether it was found for windows less their mean.</param>
/// <param name="Penalty">The penalty of its weights, as a share of the mean variance of inputs.</param>
/// <param name="Weight">The weights.</param>
/// <param name="Bias">The biases.</param>
internal sealed record LinearForecaster(int LookBack, bool LessMean, double Penalty, Tensor Weight, Tensor Bias);

/// <summary>Ridge regression (Hoerl and Kennard, 1970) from what comes behind windows on the windows, by their moments.</summary>
/// <param name="training">Moments of the training windows.</param>
/// <param name="validation">Moments of the windows to choose penalties by; null where there are none.</param>
internal sealed class RidgeSolver(WindowMoments training, WindowMoments? validation)
{
    private const double WithoutValidation = 1e-3;

    /// <summary>The penalties that are tried.</summary>
    public static IReadOnlyList<double> Penalties { get; } = [.. Enumerable.Range(-12, 15).Select(exponent => Math.Pow(10, exponent / 2.0))];

    /// <summary>The forecaster with the lowest error of validation.</summary>
    /// <param name="lookBack">Steps that it sees.</param>
    /// <param name="lessMean">Whether the mean of a window is subtracted; else its last value is.</param>
    /// <param name="penalty">The penalty; chosen when 0.</param>
    /// <returns>It, and its mean squared error of validation; the latter is NaN where there is none.</returns>
    public (LinearForecaster Best, double Error) Solve(int lookBack, bool lessMean, double penalty)
    {
        using var scope = NewDisposeScope();
        var (products, means) = training.For(lookBack, lessMean);
        var horizon = products.shape[0] - lookBack;
        var inputMeans = means.narrow(0, 0, lookBack);
        var covariance = products.sub(means.outer(means));
        var (values, vectors) = linalg.eigh(covariance.narrow(0, 0, lookBack).narrow(1, 0, lookBack));
        values = values.AtLeast(0);
        var variance = values.mean().item<double>();
        var together = vectors.t().mm(covariance.narrow(0, 0, lookBack).narrow(1, lookBack, horizon));
        var (best, error) = ((LinearForecaster?)null, double.PositiveInfinity);
        IReadOnlyList<double> tried = penalty > 0 ? [penalty] : validation is null ? [WithoutValidation] : Penalties;
        foreach (var share in tried)
        {
            // Constant series have no variance at all.
            var weight = vectors.mm(together.div(values.Plus(Math.Max(share * variance, 1e-12)).unsqueeze(1))).t();
            var bias = means.narrow(0, lookBack, horizon).sub(weight.mv(inputMeans));
            var own = new LinearForecaster(lookBack, lessMean, share, lessMean ? OfLastValue(weight) : weight, bias);
            var its = validation is null ? double.NaN : Error(own, own, validation);
            if (best is not null && !(its < error)) continue;
            (best, error) = (own, its);
        }
        best!.Weight.MoveToOuterDisposeScope();
        best.Bias.MoveToOuterDisposeScope();
        return (best, error);
    }

    /// <summary>The mean product of the errors of two forecasters.</summary>
    public static double Error(LinearForecaster left, LinearForecaster right, WindowMoments moments)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Residual(left, moments), Residual(right, moments));
        // e = R v - b: the mean of e e' is R V R' - R m b' - b m' R' + b b', of which the diagonal is wanted.
        var (products, means) = (moments.Products.Over(moments.Weight), moments.Sums.Over(moments.Weight));
        var squares = first.mm(products).mul(second).sum([1]);
        var mixed = first.mv(means).mul(right.Bias).Plus(second.mv(means).mul(left.Bias));
        return squares.sub(mixed).Plus(left.Bias.mul(right.Bias)).mean().item<double>();
    }

    // From vectors to errors but for the bias: [-weights, identity].
    private static Tensor Residual(LinearForecaster forecaster, WindowMoments moments)
    {
        var (horizon, unseen) = (forecaster.Weight.shape[0], moments.LookBack - forecaster.LookBack);
        return cat([zeros([horizon, unseen], ScalarType.Float64), forecaster.Weight.neg(), eye(horizon, horizon, ScalarType.Float64)], 1);
    }

    // mean + W (x - mean) = (W + (1 - row sums of W) / n) x
    private static Tensor OfLastValue(Tensor weight)
    {
        var rest = ones_like(weight.narrow(1, 0, 1)).sub(weight.sum([1], keepdim: true)).Over(weight.shape[1]);
        return weight.Plus(rest);
    }
}
