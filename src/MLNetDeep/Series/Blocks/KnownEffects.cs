using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;

namespace MLNetDeep.Series;

/// <summary>Least squares of values on known columns within windows, each less its mean there.</summary>
internal static class KnownEffects
{
    private const int BatchWindows = 256;
    private const double Penalty = 1e-3;

    /// <summary>Puts the weights into a network whose effects are linear; does nothing where there are no known columns.</summary>
    public static void Solve(SeriesNetwork network, SeriesWindows windows)
    {
        if (network.Effects is not { } effects) return;
        using var all = NewDisposeScope();
        using var still = no_grad();
        var (inputs, width) = (effects.Weight.shape[1], effects.Weight.shape[0]);
        var (products, mixed) = (zeros([inputs, inputs], ScalarType.Float64), zeros([inputs, width], ScalarType.Float64));
        foreach (var batch in windows.Pass(BatchWindows, null, CancellationToken.None))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                var (past, _, scales) = network.Standardize(batch);
                var values = past.sub(past.mean([1], keepdim: true)).div(scales).to(ScalarType.Float64).reshape(-1, width);
                var known = network.Covariates(batch.Features)!.narrow(1, 0, network.Shape.LookBack);
                var inputRows = known.sub(known.mean([1], keepdim: true)).to(ScalarType.Float64).reshape(-1, inputs);
                products.AddInPlace(inputRows.t().mm(inputRows));
                mixed.AddInPlace(inputRows.t().mm(values));
            }
        }
        // What is the same in all windows, as static columns are, gets a weight of 0.
        var ridge = eye(inputs, inputs, ScalarType.Float64).Times(Math.Max(1e-9, Penalty * products.diagonal().mean().item<double>()));
        effects.Weight.copy_(linalg.solve(products.Plus(ridge), mixed).t());
    }
}
