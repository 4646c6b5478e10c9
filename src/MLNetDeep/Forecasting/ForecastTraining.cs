using System.Diagnostics;
using System.Globalization;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Runtime;
using MLNetDeep.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNetDeep.Forecasting;

/// <summary>All that stands ready before the first step: windows, what was learnt of the training part, and the network. It owns them until the network is taken.</summary>
internal sealed class ForecastTraining : IDisposable
{
    private readonly ForecastArchitecture _architecture;
    private readonly ForecasterOptions _options;
    private readonly SeriesTable _table;
    private readonly TrainingPlan _plan;
    private readonly SeriesStatistics _statistics;
    private readonly float[][] _scales;
    private readonly SeriesWindows _training;
    private readonly SeriesWindows? _validation;
    private readonly int _season;
    private SeriesNetwork? _network;

    private ForecastTraining(ForecastArchitecture architecture, ForecasterOptions options, SeriesTable table, TrainingPlan plan)
    {
        (_architecture, _options, _table, _plan) = (architecture, options, table, plan);
        _season = options.Seasonality > 0 ? options.Seasonality : table.Step.Season;
        var split = new TimeSplit(table, options.ValidationFraction);
        _statistics = SeriesStatistics.Of(table, split.End, _season);
        _scales = [.. table.Series.Select(series => _statistics.ScaleOf(series.Id))];
        var (training, validation) = (split.Training(options.LookBack, options.Horizon), split.Validation(options.LookBack, options.Horizon));
        CheckLength(training.Length, split);
        _training = new SeriesWindows(table, training, options.LookBack, options.Horizon, _scales);
        _validation = validation.Length == 0 ? null : new SeriesWindows(table, validation, options.LookBack, options.Horizon, _scales);
        Tell(split);
        _network = ForecastModel.CreateNetwork(architecture, options, table.Columns, _season, _statistics.Scales.Count > 1);
        _network.Learn(_statistics);
    }

    public static ForecastTraining Create(ForecastArchitecture architecture, ForecasterOptions options, SeriesTable table, TrainingPlan plan) => new(architecture, options, table, plan);

    /// <summary>Trains; the network is the caller's then.</summary>
    public ForecastModel Run(TimeSpan loading)
    {
        var (network, clock) = (_network!, Stopwatch.StartNew());
        Action<SeriesWindows>? solveAgain = null;
        var history = _architecture.IsTrained ? Train(network, loading) : Solve(network, loading, clock, out solveAgain);
        network.eval();
        network.to(CPU);
        ErrorQuantiles.Learn(network, _options.Quantiles, _table, _validation ?? _training, _scales);
        _network = null;
        var model = new ForecastModel
        {
            Network = network,
            Architecture = _architecture,
            Options = (ForecasterOptions)_options.Clone(),
            Columns = _table.Columns,
            Step = _table.Step,
            Season = _season,
            Statistics = _statistics,
            History = history,
        };
        if (_validation is not null)
            model = model with { Validation = ForecastEvaluation.Of(new Forecaster(model, new Lifetime(nameof(ForecastTraining), () => { })), _table, _validation.All) };
        if (_options is ClosedFormOptions { RefitOnAll: true }) solveAgain?.Invoke(All());
        return model;
    }

    public void Dispose()
    {
        _network?.Dispose();
        _training.Dispose();
        _validation?.Dispose();
    }

    private TrainingHistory Train(SeriesNetwork network, TimeSpan loading)
    {
        using var objective = new ForecastLoss(_options.RegressionLoss, _options.HuberDelta);
        network.to(_plan.Device);
        return new TrainingLoop(network, objective, _plan).Run(_training, _validation, loading);
    }

    private SeriesWindows All() => new(_table, SeriesWindows.Between(_table, _options.LookBack, _options.Horizon, _ => 0, series => _table.Series[series].Length), _options.LookBack, _options.Horizon, _scales);

    private TrainingHistory Solve(SeriesNetwork network, TimeSpan loading, Stopwatch clock, out Action<SeriesWindows>? again)
    {
        network.eval();
        again = _architecture.Solve(network, new ForecastFit(_options, _training, _validation, _season, _plan.Log.Info));
        return TrainingHistory.None with
        {
            Seconds = (loading + clock.Elapsed).TotalSeconds,
            SecondsWaitingForData = loading.TotalSeconds,
            TrainingRows = _training.Rows,
            ValidationRows = _validation?.Rows ?? 0,
            Seed = _plan.Seed,
            Device = CPU.ToString(),
        };
    }

    private void CheckLength(int windows, TimeSplit split)
    {
        if (windows > 0) return;
        var longest = Enumerable.Range(0, _table.Series.Count).MaxBy(split.End);
        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
            $"No series is as long as a window: {nameof(ForecasterOptions.LookBack)} {_options.LookBack} and {nameof(ForecasterOptions.Horizon)} {_options.Horizon} need {_options.LookBack + _options.Horizon} steps before the validation part, but the longest series has {split.End(longest)} ")
            + $"of {_table.Series[longest].Length} there. Lower them or {nameof(TrainerOptions.ValidationFraction)}.");
    }

    private void Tell(TimeSplit split)
    {
        var log = _plan.Log;
        if (_table.Unsorted > 0) log.Warning($"{_table.Unsorted} rows come before earlier ones of their series: rows were sorted by time.");
        if (_table.Filled > 0) log.Warning($"{_table.Filled} steps were missing, or had missing values, and were filled ({_options.MissingSteps}).");
        var few = Enumerable.Range(0, _table.Series.Count).Count(series => split.End(series) < _options.LookBack + _options.Horizon);
        if (few > 0) log.Warning($"{few} of {_table.Series.Count} series are shorter than a window before the validation part, and are not trained on.");
        log.Info($"{_table.Series.Count} series, a step is {_table.Step}, a season {_season} steps; {_training.Rows} windows to train on, {_validation?.Rows ?? 0} to validate on; network for {_network?.Shape ?? new SeriesShape(_options.LookBack, _table.Width, _options.Horizon)} on {_plan.Device}.");
        if (_validation is null && _options.ValidationFraction > 0)
            log.Warning($"The validation part is shorter than {nameof(ForecasterOptions.Horizon)} {_options.Horizon}: the best epoch is chosen, and errors are measured, on the training part.");
    }
}
