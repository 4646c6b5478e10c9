using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>Fits and measures the estimator of a trial on every fold.</summary>
/// <param name="task">The task.</param>
/// <param name="data">The rows.</param>
/// <param name="settings">What was asked of the sweep.</param>
/// <param name="space">The contenders.</param>
/// <param name="newContext">Makes a context for a trial, with a seed.</param>
internal sealed class TrialRunner(PredictionTask task, SweepData data, SweepSettings settings, JointSpace space, Func<int, MLContext> newContext)
{
    /// <summary>Metrics of cost, beside those of quality.</summary>
    public const string ScoringTime = "ScoringMicrosecondsPerRow", TrainingTime = "TrainingSeconds", ModelSize = "ModelMegabytes";

    // libtorch's random state and number of threads belong to the whole process: two networks trained at once would draw from one sequence.
    private static readonly Lock _torch = new();

    /// <summary>Runs a trial to its end, or until it is asked to stop.</summary>
    /// <param name="configuration">Its hyperparameters.</param>
    /// <param name="stop">Asks it to stop.</param>
    /// <param name="report">Told of every report.</param>
    public TrialResult Run(Configuration configuration, TrialStop stop, Action<TrialReport> report)
    {
        (Contender contender, Configuration own) = space.Split(configuration);
        if (!contender.IsDeep)
            return Folds(contender, own, stop, report);
        lock (_torch)
            return Folds(contender, own, stop, report);
    }

    /// <summary>Why a trial is not begun: it would take more memory than it may. Null where it is begun, and where nobody knows.</summary>
    public string? WhyNotBegun(Configuration configuration)
    {
        (Contender contender, Configuration own) = space.Split(configuration);
        lock (_torch)
            return new MemoryEstimate(task, data).Of(contender, own) is { } need ? MemoryBudget.WhyNot(contender, need, settings) : null;
    }

    /// <summary>Fits a configuration on all rows.</summary>
    public ITransformer FitAll(Configuration configuration, CancellationToken cancel)
    {
        (Contender contender, Configuration own) = space.Split(configuration);
        return contender.Create(Context(contender, own, cancel, null)).Fit(data.Rows);
    }

    private TrialResult Folds(Contender contender, Configuration own, TrialStop stop, Action<TrialReport> report)
    {
        List<ITransformer> models = [];
        TrialResult? result = null;
        try
        {
            return result = FitFolds(models, contender, own, stop, report);
        }
        finally
        {
            // Of a trial that did not come to its end nothing is used.
            if (result is not { Outcome.State: TrialState.Completed })
                models.OfType<IDisposable>().ToList().ForEach(model => model.Dispose());
        }
    }

    private TrialResult FitFolds(List<ITransformer> models, Contender contender, Configuration own, TrialStop stop, Action<TrialReport> report)
    {
        var watch = Stopwatch.StartNew();
        List<IReadOnlyDictionary<string, double>> metrics = [];
        List<Predictions> predictions = [];
        foreach (RowSplit fold in data.Folds)
        {
            int number = models.Count;
            int steps = 0;
            if (Stopped(stop, isUsable: false) is { } before)
                return before;
            using CancellationTokenSource share = contender.IsDeep ? stop.Share(data.Folds.Count - number) : CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            (ITransformer model, double seconds) = Fit(contender, own, fold, stop, share.Token, (step, value) => report(new TrialReport(number, steps = step, value, watch.Elapsed.TotalSeconds)));
            models.Add(model);
            if (Stopped(stop, isUsable: contender.IsDeep && steps > 0) is { } cut)
                return cut;
            if (share.IsCancellationRequested && steps == 0)
                return TrialResult.Ended(TrialState.Skipped, "The time was up before it had reached anything.");
            (IReadOnlyDictionary<string, double> measured, Predictions? predicted) = Measure(model, fold, seconds);
            metrics.Add(measured);
            if (predicted is not null)
                predictions.Add(predicted);
            if (data.Folds.Count > 1)
                report(new TrialReport(number, steps + 1, measured.GetValueOrDefault(task.ReportedMetric.Metric, double.NaN), watch.Elapsed.TotalSeconds));
        }
        return Completed(models, Means(metrics), predictions);
    }

    // What to do where the trial was asked to stop; null where it goes on, or where what it reached counts.
    private static TrialResult? Stopped(TrialStop stop, bool isUsable)
    {
        if (!stop.IsAsked)
            return null;
        if (stop.State is { } state)
            return TrialResult.Ended(state, stop.Reason);
        if (stop.IsBySweep)
            return new TrialResult(null, [], null);
        return isUsable ? null : TrialResult.Ended(TrialState.Skipped, "The time was up before it had reached anything.");
    }

    private (ITransformer Model, double Seconds) Fit(Contender contender, Configuration own, RowSplit fold, TrialStop stop, CancellationToken share, Action<int, double> report)
    {
        var watch = Stopwatch.StartNew();
        TrialContext context = Context(contender, own, share, report);
        try
        {
            return (contender.IsDeep ? contender.Create(context).Fit(fold.TrainSet) : Abandonable.Run(() => contender.Create(context).Fit(fold.TrainSet), stop.Token), watch.Elapsed.TotalSeconds);
        }
        catch (Exception) when (stop.IsAsked)
        {
            // Whatever a trainer says when it is cancelled: Stopped tells the reason, and the model is not looked at.
            return (new TransformerChain<ITransformer>(), watch.Elapsed.TotalSeconds);
        }
    }

    private TrialContext Context(Contender contender, Configuration own, CancellationToken cancel, Action<int, double>? report) =>
        new(newContext(settings.Seed), task, own, settings.Seed, cancel)
        {
            Features = data.Features,
            OnReport = contender.IsDeep ? report : null,
            Threads = settings.ThreadsOfTrial,
        };

    private (IReadOnlyDictionary<string, double> Metrics, Predictions? Predictions) Measure(ITransformer model, RowSplit fold, double trainingSeconds)
    {
        MLContext ml = newContext(settings.Seed);
        // Every metric reads the scores once more: they are computed once.
        IDataView scored = Scores.Materialize(ml, model.Transform(fold.TestSet), task, out long rows, out double seconds);
        Dictionary<string, double> metrics = new(task.Evaluate(ml, scored))
        {
            [TrainingTime] = trainingSeconds,
            [ScoringTime] = 1e6 * seconds / Math.Max(1, rows),
        };
        if (settings.Objectives.Any(o => o.Metric == ModelSize) || settings.Constraints.Any(c => c.Metric == ModelSize))
            metrics[ModelSize] = Scores.Megabytes(ml, model, fold.TestSet.Schema);
        return (metrics, data.Truth is null ? null : Predictions.Of(scored, task));
    }

    private TrialResult Completed(List<ITransformer> models, Dictionary<string, double> metrics, List<Predictions> predictions)
    {
        double[] values = [.. settings.Objectives.Select(o => metrics.TryGetValue(o.Metric, out double value)
            ? value
            : throw new ArgumentException($"There is no metric '{o.Metric}'. Measured: {string.Join(", ", metrics.Keys)}."))];
        if (Array.Exists(values, value => !double.IsFinite(value)))
            return TrialResult.Ended(TrialState.Failed, $"{settings.Objectives[Array.FindIndex(values, v => !double.IsFinite(v))].Metric} is not a finite number.");
        var outcome = new TrialOutcome(TrialState.Completed)
        {
            Values = values,
            Metrics = metrics,
            Violations = [.. settings.Constraints.Select(c => metrics.GetValueOrDefault(c.Metric, double.PositiveInfinity) - c.Maximum)],
        };
        return new TrialResult(outcome, models, predictions.Count > 0 ? Predictions.Join(predictions) : null);
    }

    private static Dictionary<string, double> Means(List<IReadOnlyDictionary<string, double>> folds) =>
        folds[0].Keys.ToDictionary(name => name, name => folds.Average(f => f.GetValueOrDefault(name, double.NaN)));
}
