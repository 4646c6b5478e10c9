using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;

namespace MLNetDeep.Series;

/// <summary>
/// Least squares of values on known columns, both as differences to a season before: what repeats each season, and the level, would be taken for effects of known columns that follow the season too, as temperatures do.
/// </summary>
internal static class KnownEffects
{
    private const int BatchWindows = 256;
    private const double Penalty = 1e-3;

    /// <summary>Puts the weights into a network whose effects are linear; does nothing where there are no known columns.</summary>
    /// <param name="network">The network.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="season">The steps of a season.</param>
    public static void Solve(SeriesNetwork network, SeriesWindows windows, int season)
    {
        if (network.Effects is not { } effects || network.Shape.LookBack < 2) return;
        // A window without a whole season has steps to compare.
        var back = season < network.Shape.LookBack ? season : 1;
        Tensor Differences(Tensor steps) => steps.narrow(1, back, network.Shape.LookBack - back).sub(steps.narrow(1, 0, network.Shape.LookBack - back));
        using var all = NewDisposeScope();
        using var still = no_grad();
        var (inputs, width) = (effects.Weight.shape[1], effects.Weight.shape[0]);
        var (products, mixed) = (zeros([inputs, inputs], ScalarType.Float64), zeros([inputs, width], ScalarType.Float64));
        foreach (var batch in windows.Pass(BatchWindows, null, CancellationToken.None))
        {
            using (batch)
            {
                using var scope = NewDisposeScope();
                // No effects are known yet.
                var past = network.Standardize(batch).Past;
                var values = Differences(past).div(network.EffectScale(past)).to(ScalarType.Float64).reshape(-1, width);
                var inputRows = Differences(network.Covariates(batch.Features)!).to(ScalarType.Float64).reshape(-1, inputs);
                products.AddInPlace(inputRows.t().mm(inputRows));
                mixed.AddInPlace(inputRows.t().mm(values));
            }
        }
        // What is the same in all windows, as static columns are, gets a weight of 0.
        var ridge = eye(inputs, inputs, ScalarType.Float64).Times(Math.Max(1e-9, Penalty * products.diagonal().mean().item<double>()));
        effects.Weight.copy_(linalg.solve(products.Plus(ridge), mixed).t());
    }
}
