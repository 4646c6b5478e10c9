using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tables;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Forecasting;

/// <summary>Does what <c>forecast</c> was asked.</summary>
internal sealed class ForecastRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    /// <summary>The keys of all forecasters.</summary>
    public static string Keys => string.Join(", ", ForecasterOptions.Keys);

    public int Train(SeriesSource data, SeriesRequest columns, NetworkRequest request, string output, string? json)
    {
        var watch = Stopwatch.StartNew();
        string[] set = columns.Horizon is { } horizon ? [.. request.Set, string.Create(CultureInfo.InvariantCulture, $"{nameof(ForecasterOptions.Horizon)}={horizon}")] : request.Set;
        var options = (ForecasterOptions)Networks.Options(Find(request.Arch), request with { Set = set });
        options.CancellationToken = cancel;
        SafeFile.CheckWritable(output);
        SafeFile.CheckWritable(json);
        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        List<string> told = Listen(ml);
        data.Choose(options, columns);
        IDataView rows = data.Load(ml, options);
        using ForecastTransformer model = TrainingDisplay.Run(terminal, options, () => ml.Deep().Forecasting.Forecaster(options).Fit(rows));
        told.ForEach(terminal.Say);
        SafeFile.Write(output, temporary => ml.Deep().Model.Save(model, null, temporary));
        terminal.WriteLine($"Forecasts {string.Join(", ", model.ValueColumnNames)}, {options.Horizon} steps ahead, from {options.LookBack} steps before.");
        Dictionary<string, double> metrics = model.Validation is { } validation ? Tell(validation, "of the validation part") : [];
        terminal.WriteLine($"Saved '{output}'. To continue series: mlnetdeep forecast predict --model {output} --data {data.Path} --out forecast.csv");
        ResultJson.Write(json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, Networks.Values(options));
        if (!cancel.IsCancellationRequested)
            return ExitCode.Done;
        terminal.Say($"mlnetdeep: stopped before the end; the best model so far is kept in '{output}'.");
        return ExitCode.Failed;
    }

    public int Evaluate(string path, SeriesSource data, SeriesSource? history, string? json)
    {
        var watch = Stopwatch.StartNew();
        SafeFile.CheckWritable(json);
        MLContext ml = Contexts.Create(terminal, verbose);
        List<string> told = Listen(ml);
        using ForecastTransformer model = Load(ml, path);
        ForecasterOptions options = model.Options;
        Dictionary<string, double> metrics = Tell(model.Evaluate(data.Load(ml, options), history?.Load(ml, options)), "");
        told.ForEach(terminal.Say);
        ResultJson.Write(json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, Networks.Values(options));
        return ExitCode.Done;
    }

    public int Predict(string path, SeriesSource data, string output)
    {
        SafeFile.CheckWritable(output);
        MLContext ml = Contexts.Create(terminal, verbose);
        using ForecastTransformer model = Load(ml, path);
        IDataView forecast = model.Forecast(data.Load(ml, model.Options));
        long written = 0;
        SafeFile.Write(output, temporary => written = TableText.Write(temporary, forecast, output.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ','));
        terminal.WriteLine($"{written} {(written == 1 ? "row" : "rows")} in '{output}'.");
        return ExitCode.Done;
    }

    private static ForecasterOptions Find(string key)
    {
        try
        {
            return ForecasterOptions.Create(key);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(Networks.WithoutParameter(e));
        }
    }

    private static ForecastTransformer Load(MLContext ml, string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no model '{path}'.");
        return ml.Deep().Model.Load(path, out _).OfType<ForecastTransformer>().FirstOrDefault() ?? throw new CommandException($"'{path}' is no forecaster that 'mlnetdeep forecast train' saved.");
    }

    // What is odd about the rows.
    private List<string> Listen(MLContext ml)
    {
        var told = new List<string>();
        if (!verbose)
        {
            ml.Log += (_, e) =>
            {
                if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                    told.Add(e.RawMessage);
            };
        }
        return told;
    }

    private Dictionary<string, double> Tell(ForecastMetrics metrics, string where)
    {
        var all = new Dictionary<string, double>
        {
            [nameof(metrics.MeanSquaredError)] = metrics.MeanSquaredError,
            [nameof(metrics.MeanAbsoluteError)] = metrics.MeanAbsoluteError,
            [nameof(metrics.MeanAbsoluteScaledError)] = metrics.MeanAbsoluteScaledError,
            [nameof(metrics.SymmetricMeanAbsolutePercentageError)] = metrics.SymmetricMeanAbsolutePercentageError,
            [nameof(metrics.WeightedQuantileLoss)] = metrics.WeightedQuantileLoss,
            [nameof(metrics.IntervalCoverage)] = metrics.IntervalCoverage,
        };
        terminal.Write(MetricTable.Of(all));
        terminal.WriteLine($"Over all {metrics.Windows} windows{(where.Length > 0 ? " " + where : "")}; squared and absolute errors in standard deviations of the training part."
            + (metrics.UnscaledSeries > 0 ? $" {metrics.UnscaledSeries} series are constant, short or new, and left out of the scaled error." : ""));
        return all;
    }
}
