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

    /// <summary>Whether it is measured on the validation part instead of the test part.</summary>
    public bool Validates { get; init; }

    /// <summary>Whether what a training tells is shown.</summary>
    public bool IsVerbose { get; init; }

    public ForecastResult Measure()
    {
        var ml = new MLContext(Seed);
        if (IsVerbose) ml.Log += (_, e) => Show(e);
        var all = ml.Data.CreateEnumerable<Hour>(ml.Data.LoadFromTextFile<Hour>(File, ',', hasHeader: true), reuseRowObject: false).ToList();
        var known = Validates ? Training : Training + Validation;
        IDataView Part(int from, int count) => ml.Data.LoadFromEnumerable(all.GetRange(from, count));
        var options = ForecasterOptions.Create(Model);
        (options.Horizon, options.Seed, options.TimeColumnName) = (Horizon, Seed, "date");
        // Without the test part, what is known is 16 months, of which the last 4 are for validation.
        options.ValidationFraction = (double)Validation / known;
        OptionCatalog.Apply(options, Settings);
        var clock = Stopwatch.StartNew();
        using var model = ml.Deep().Forecasting.Forecaster(options).Fit(Part(0, known));
        var seconds = clock.Elapsed.TotalSeconds;
        var metrics = model.Evaluate(Part(known, Validates ? Validation : Test), Part(0, known));
        var best = model.History.Epochs.FirstOrDefault(e => e.Epoch == model.History.BestEpoch);
        return new ForecastResult(Path.GetFileNameWithoutExtension(File), Model, Name, Horizon, Seed, metrics.Windows, metrics.MeanSquaredError, metrics.MeanAbsoluteError, metrics.MeanAbsoluteScaledError,
            metrics.WeightedQuantileLoss, metrics.IntervalCoverage, seconds, model.History.Epochs.Count, best?.Metrics["ValidationLoss"]);
    }

    private static void Show(LoggingEventArgs e)
    {
        if (e.Source.Contains("Trainer", StringComparison.Ordinal) && !e.Message.Contains("Channel", StringComparison.Ordinal)) Console.WriteLine(e.Message);
    }
}

/// <summary>A row of ETTh1.</summary>
internal sealed class Hour
{
    [LoadColumn(0), ColumnName("date")]
    public DateTime Date { get; set; }

    [LoadColumn(1)]
    public float HUFL { get; set; }

    [LoadColumn(2)]
    public float HULL { get; set; }

    [LoadColumn(3)]
    public float MUFL { get; set; }

    [LoadColumn(4)]
    public float MULL { get; set; }

    [LoadColumn(5)]
    public float LUFL { get; set; }

    [LoadColumn(6)]
    public float LULL { get; set; }

    [LoadColumn(7)]
    public float OT { get; set; }
}
