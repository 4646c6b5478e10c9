using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using static System.FormattableString;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>
/// Trains and measures the pipeline of a trial. Networks report each epoch, which a pruner may stop and the experiment may cancel. What fails fails alone: the experiment is told
/// in the one way that does not end it.
/// </summary>
internal sealed class DeepTrialRunner(RunnerParts parts, ExperimentTrials trials, IPruner? pruner) : ITrialRunner
{
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        trials.Start(settings, () => SpaceAdapter.Of(parts.SearchSpace).Read(settings.Parameter));
        try
        {
            return Task.FromResult(Run(settings, ct));
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            trials.End(settings.TrialId, TrialState.Skipped, "The experiment was stopped while it ran.");
            throw new OperationCanceledException(ct);
        }
        catch (Exception e) when (e is not TrialFailedException)
        {
            trials.End(settings.TrialId, TrialState.Failed, e.Message);
            throw new TrialFailedException(settings.TrialId, e.Message, e);
        }
    }

    public void Dispose()
    {
    }

    private TrialResult Run(TrialSettings settings, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var pruned = new Pruning(settings.TrialId, trials, pruner, parts.Measure, ct);
        var hooks = new TrialHooks(pruned.Report, pruned.Token);
        hooks.Bind(parts.Context);
        var (value, model) = Train(settings, pruned, hooks, ct);
        trials.Complete(settings.TrialId, parts.Measure.Objective.Metric, value);
        return new TrialResult
        {
            TrialSettings = settings,
            Model = model,
            Metric = value,
            Loss = parts.Measure.Loss(value),
            DurationInMilliseconds = watch.Elapsed.TotalMilliseconds,
        };
    }

    /// <summary>The mean over the folds, and the model of the first, as the library's own runner has it.</summary>
    private (double Value, ITransformer Model) Train(TrialSettings settings, Pruning pruned, TrialHooks hooks, CancellationToken ct)
    {
        var splits = parts.Splits(settings);
        List<double> values = [];
        ITransformer? first = null;
        for (int fold = 0; fold < splits.Count; fold++)
        {
            // A network that was stopped early is a network still, but means over some of the folds are none.
            if (fold > 0)
                ct.ThrowIfCancellationRequested();
            pruned.Fold = fold;
            ITransformer model = parts.Pipeline.BuildFromOption(parts.Context, settings.Parameter[RunnerParts.PipelineKey]).Fit(splits[fold].Train);
            try
            {
                pruned.ThrowIfPruned();
                if (hooks.WaitsForFirstEpoch)
                    ct.ThrowIfCancellationRequested();
                values.Add(Evaluate(settings, model, splits[fold].Validation));
                first ??= model;
            }
            finally
            {
                if (!ReferenceEquals(model, first))
                    (model as IDisposable)?.Dispose();
            }
        }
        return (values.Average(), first!);
    }

    private double Evaluate(TrialSettings settings, ITransformer model, IDataView rows)
    {
        // Cached, so that rows are scored once.
        IDataView scored = parts.Context.Data.Cache(model.Transform(rows));
        string? fault = ScoreCheck.Fault(scored);
        double value = fault is null ? parts.Metric.Evaluate(parts.Context, scored) : double.NaN;
        if (double.IsFinite(value))
            return value;
        fault ??= Invariant($"{parts.Metric.MetricName} is {value}.");
        trials.End(settings.TrialId, TrialState.Failed, fault);
        throw new TrialFailedException(settings.TrialId, fault);
    }
}
