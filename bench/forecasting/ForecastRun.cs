using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench.Forecasting;

/// <summary>One training on ETTh1.</summary>
/// <param name="File">Where the series lie.</param>
/// <param name="Model">The key of the forecaster.</param>
/// <param name="Horizon">Steps ahead.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Settings">Options that are not their defaults.</param>
/// <param name="Name">What the settings are called.</param>
internal sealed record ForecastRun(string File, string Model, int Horizon, int Seed, IReadOnlyList<KeyValuePair<string, string>> Settings, string Name)
{
    private const int Training = 12 * 30 * 24, Validation = 4 * 30 * 24, Test = 4 * 30 * 24;

    private static readonly string[] Values = ["HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT"];

    /// <summary>Whether it is measured on the validation part instead of the test part.</summary>
    public bool Validates { get; init; }

    /// <summary>Whether what a training tells is shown.</summary>
    public bool IsVerbose { get; init; }

    public ForecastResult Measure()
    {
        var ml = new MLContext(Seed);
        if (IsVerbose) ml.Log += (_, e) => Show(e);
        var all = ml.Data.Cache(ml.Data.LoadFromTextFile(File, [new TextLoader.Column("date", DataKind.DateTime, 0), .. Values.Select((name, i) => new TextLoader.Column(name, DataKind.Single, i + 1))], ',', hasHeader: true));
        var known = Validates ? Training : Training + Validation;
        IDataView Part(int from, int count) => ml.Data.TakeRows(from == 0 ? all : ml.Data.SkipRows(all, from), count);
        var isLightGbm = Model == "lightgbm";
        var options = ForecasterOptions.Create(isLightGbm ? "ridge" : Model);
        (options.Horizon, options.Seed, options.TimeColumnName) = (Horizon, Seed, "date");
        // Without the test part, what is known is 16 months, of which the last 4 are for validation.
        options.ValidationFraction = (double)Validation / known;
        OptionCatalog.Apply(options, Settings);
        var clock = Stopwatch.StartNew();
        var test = Part(known, Validates ? Validation : Test);
        if (isLightGbm)
        {
            var lags = ml.Deep().Forecasting.EvaluateOnLags(ml.Regression.Trainers.LightGbm(), options, Part(0, known), test);
            return Result(lags, clock.Elapsed.TotalSeconds, null);
        }
        using var model = ml.Deep().Forecasting.Forecaster(options).Fit(Part(0, known));
        var seconds = clock.Elapsed.TotalSeconds;
        return Result(model.Evaluate(test, Part(0, known)), seconds, model.History);
    }

    private ForecastResult Result(ForecastMetrics metrics, double seconds, TrainingHistory? history)
    {
        var best = history?.Epochs.FirstOrDefault(e => e.Epoch == history.BestEpoch);
        return new ForecastResult(Path.GetFileNameWithoutExtension(File), Model, Name, Horizon, Seed, metrics.Windows, metrics.MeanSquaredError, metrics.MeanAbsoluteError, metrics.MeanAbsoluteScaledError,
            double.IsFinite(metrics.WeightedQuantileLoss) ? metrics.WeightedQuantileLoss : null, double.IsFinite(metrics.IntervalCoverage) ? metrics.IntervalCoverage : null, seconds, history?.Epochs.Count ?? 0, best?.Metrics["ValidationLoss"]);
    }

    private static void Show(LoggingEventArgs e)
    {
        if (e.Source.Contains("Trainer", StringComparison.Ordinal) && !e.Message.Contains("Channel", StringComparison.Ordinal)) Console.WriteLine(e.Message);
    }
}
