using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Forecasting;

/// <summary>Forecasts of windows: what came of some of them.</summary>
/// <param name="Values">Forecasts [windows, horizon, value columns].</param>
/// <param name="Quantiles">Their quantiles [windows, horizon, value columns, quantiles].</param>
internal sealed record WindowForecasts(float[] Values, float[] Quantiles);

/// <summary>Forecasts windows.</summary>
internal interface IForecaster
{
    /// <summary>What it knows of columns, and of the training part.</summary>
    ForecastModel Model { get; }

    /// <summary>Reads series as the training did.</summary>
    SeriesTable Read(params IReadOnlyList<IDataView> views);

    /// <summary>The forecasts of windows, at most <see cref="Forecaster.BatchWindows"/> of them.</summary>
    WindowForecasts Forecast(SeriesTable table, IReadOnlyList<SeriesWindow> windows);
}

/// <summary>Computes the forecasts of windows by a network.</summary>
/// <param name="model">The model.</param>
/// <param name="lifetime">Until when its network is there.</param>
internal sealed class Forecaster(ForecastModel model, Lifetime lifetime) : IForecaster
{
    /// <summary>Windows that are computed at once.</summary>
    public const int BatchWindows = 256;

    public ForecastModel Model => model;

    public SeriesTable Read(params IReadOnlyList<IDataView> views) => new SeriesReader(model.Columns, model.Options.MissingSteps).Read(model.Step, views);

    public WindowForecasts Forecast(SeriesTable table, IReadOnlyList<SeriesWindow> windows)
    {
        using var use = lifetime.Enter();
        TorchSession.UseThreads(model.Options.Threads);
        using var scope = NewDisposeScope();
        using var still = inference_mode();
        var features = SeriesWindows.Features(table, windows, model.Shape.LookBack, model.Shape.Horizon).To(model.Network.Device);
        var forecasts = model.Network.Run(features);
        return new WindowForecasts(Tensors.ToFloats(forecasts), model.Options.Quantiles.Length == 0 ? [] : Tensors.ToFloats(model.Network.Quantiles(features, forecasts)));
    }
}
