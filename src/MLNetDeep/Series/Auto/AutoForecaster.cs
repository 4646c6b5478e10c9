using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// An ensemble of ridge regressions with different look-back windows and normalizations, weighted by their errors of validation (Bates and Granger, The Combination of Forecasts, 1969). As all of them are linear, the ensemble is one linear map.
/// </summary>
internal sealed class AutoForecaster : ForecastArchitecture<AutoForecasterOptions>
{
    // Of hourly steps: 4, 8, 14, 21 and 30 days.
    private static readonly double[] Shares = [2.0 / 15, 4.0 / 15, 7.0 / 15, 32.0 / 45, 1];

    public override string Key => "auto";

    public override string DisplayName => "Auto";

    public override bool IsTrained => false;

    public override Action<SeriesWindows> Solve(SeriesNetwork network, ForecastFit fit)
    {
        KnownEffects.Solve(network, fit.Training, fit.Season);
        using var training = WindowMoments.Of(network, fit.Training, byDeviation: false);
        using var validation = fit.Validation is null ? null : WindowMoments.Of(network, fit.Validation, byDeviation: false);
        using var scope = NewDisposeScope();
        var solver = new RidgeSolver(training, validation);
        int[] lookBacks = [.. Shares.Select(share => Math.Max(1, (int)Math.Round(share * network.Shape.LookBack))).Distinct()];
        var members = lookBacks.SelectMany(lookBack => new[] { false, true }.Select(lessMean => solver.Solve(lookBack, lessMean, 0).Best)).ToList();
        var weights = validation is null ? [.. members.Select(_ => 1.0 / members.Count)] : Combination.Weights(Products(members, validation));
        for (var i = 0; i < members.Count; i++)
        {
            var error = validation is null ? double.NaN : RidgeSolver.Error(members[i], members[i], validation);
            fit.Info(FormattableString.Invariant($"Ridge on {members[i].LookBack} steps less their {(members[i].LessMean ? "mean" : "last value")}: penalty {members[i].Penalty:g3}, validation error {error:f4}, weight {weights[i]:f3}."));
        }
        RidgeForecast.Fill(network, Merge(members, weights, network.Shape.LookBack));
        var chosen = members.Select(member => (member.LookBack, member.LessMean, member.Penalty)).ToList();
        return windows =>
        {
            RidgeForecast.Forget(network);
            KnownEffects.Solve(network, windows, fit.Season);
            using var all = WindowMoments.Of(network, windows, byDeviation: false);
            using var room = NewDisposeScope();
            var again = new RidgeSolver(all, null);
            RidgeForecast.Fill(network, Merge([.. chosen.Select(member => again.Solve(member.LookBack, member.LessMean, member.Penalty).Best)], weights, network.Shape.LookBack));
        };
    }

    protected override Module<Tensor, Tensor> BuildBody(AutoForecasterOptions options, SeriesShape shape, int season) => TimeLinear.Of(Linear(shape.LookBack, shape.Horizon));

    private static double[,] Products(List<LinearForecaster> members, WindowMoments validation)
    {
        var products = new double[members.Count, members.Count];
        for (var i = 0; i < members.Count; i++)
            for (var j = i; j < members.Count; j++) products[i, j] = products[j, i] = RidgeSolver.Error(members[i], members[j], validation);
        return products;
    }

    private static LinearForecaster Merge(List<LinearForecaster> members, double[] weights, int lookBack)
    {
        var (weight, bias) = (zeros([members[0].Weight.shape[0], lookBack], ScalarType.Float64), zeros_like(members[0].Bias));
        for (var i = 0; i < members.Count; i++)
        {
            weight.narrow(1, lookBack - members[i].LookBack, members[i].LookBack).AddInPlace(members[i].Weight, weights[i]);
            bias.AddInPlace(members[i].Bias, weights[i]);
        }
        return new LinearForecaster(lookBack, false, 0, weight, bias);
    }
}
