using Microsoft.ML;
using MLNetDeep.Forecasting;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>
    /// A baseline: a trainer of regressions on lags, such as <c>ml.Regression.Trainers.LightGbm()</c>, forecasts every window of the data. Features are the last 24 values, those of the same phase of the last three seasons, the mean of the window,
    /// the step ahead and the value column; it is trained on 300,000 of them by chance, from before the validation part. There are no intervals, and known and static columns are not used.
    /// </summary>
    /// <param name="trainer">Learns the column Label (Single) from the column Features, and adds Score.</param>
    /// <param name="options">Columns, horizon and look-back window: of any forecaster.</param>
    /// <param name="training">The rows to train on.</param>
    /// <param name="data">The rows to be forecast, which follow those to train on.</param>
    public ForecastMetrics EvaluateOnLags(IEstimator<ITransformer> trainer, ForecasterOptions options, IDataView training, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(data);
        // What is learnt of the training part, and the shape of windows, are those of a forecaster.
        var own = new LastValueOptions
        {
            Horizon = options.Horizon,
            LookBack = options.LookBack,
            TimeColumnName = options.TimeColumnName,
            SeriesColumnName = options.SeriesColumnName,
            ValueColumnNames = options.ValueColumnNames,
            MissingSteps = options.MissingSteps,
            Seasonality = options.Seasonality,
            ValidationFraction = options.ValidationFraction,
            Seed = options.Seed,
            Quantiles = [],
        };
        using var shape = LastValue(own).Fit(training);
        var table = new SeriesReader(shape.Model.Columns, own.MissingSteps).Read(shape.Model.Step, training);
        var windows = new TimeSplit(table, own.ValidationFraction).Training(own.LookBack, own.Horizon);
        return ForecastEvaluation.Of(new LagForecaster(_context, trainer, shape.Model, table, windows), data, training);
    }
}
