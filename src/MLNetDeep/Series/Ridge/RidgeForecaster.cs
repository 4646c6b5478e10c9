using MLNetDeep.Inputs.Series;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Series;

/// <summary>
/// Ridge regression from the steps to come on those of the window: one linear map that all columns and series share, solved for in closed form. With the mean or the last value of windows off it is as good as
/// much of what was published (Zeng et al., Are Transformers Effective for Time Series Forecasting?, 2023; Toner and Darlow, An Analysis of Linear Time Series Forecasting Models, 2024).
/// </summary>
internal sealed class RidgeForecaster : ForecastArchitecture<RidgeForecasterOptions>
{
    public override string Key => "ridge";

    public override string DisplayName => "Ridge";

    public override bool IsTrained => false;

    public override Action<SeriesWindows> Solve(SeriesNetwork network, ForecastFit fit)
    {
        var options = (RidgeForecasterOptions)fit.Options;
        var (byDeviation, lessMean) = (options.Normalization == WindowNormalization.RevIn, options.Normalization is WindowNormalization.RevIn or WindowNormalization.Mean);
        KnownEffects.Solve(network, fit.Training, fit.Season);
        using var training = WindowMoments.Of(network, fit.Training, byDeviation);
        using var validation = fit.Validation is null ? null : WindowMoments.Of(network, fit.Validation, byDeviation);
        using var scope = NewDisposeScope();
        var (best, error) = new RidgeSolver(training, validation).Solve(network.Shape.LookBack, lessMean, options.Penalty);
        fit.Info(FormattableString.Invariant($"Ridge: penalty {best.Penalty:g3}, validation error {error:f4}."));
        RidgeForecast.Fill(network, best);
        var penalty = best.Penalty;
        return windows =>
        {
            RidgeForecast.Forget(network);
            KnownEffects.Solve(network, windows, fit.Season);
            using var all = WindowMoments.Of(network, windows, byDeviation);
            using var room = NewDisposeScope();
            RidgeForecast.Fill(network, new RidgeSolver(all, null).Solve(network.Shape.LookBack, lessMean, penalty).Best);
        };
    }

    protected override Module<Tensor, Tensor> BuildBody(RidgeForecasterOptions options, SeriesShape shape, int season) => TimeLinear.Of(Linear(shape.LookBack, shape.Horizon));
}
