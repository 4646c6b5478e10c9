using System.Diagnostics;
using Microsoft.ML;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Tunes contenders by a sweep over the training part of a fold.</summary>
internal sealed class ContenderTuner(PredictionTask task, FeatureColumns features, ComparisonOptions options)
{
    /// <summary>Why a contender is not tuned though tuning was asked for; null where it is.</summary>
    public static string? WhyNot(Contender contender, ComparisonOptions options) =>
        options.Configurations.ContainsKey(contender.Key) ? "its configuration was stated" : !contender.Space.Any() ? "it has no hyperparameters" : null;

    /// <summary>Searches on the training rows of a fold; null where this contender is not tuned.</summary>
    public FoldTuning? Tune(MLContext ml, Contender contender, FoldPlan plan)
    {
        if (options.Tuning is not { } tuning || WhyNot(contender, options) is not null)
            return null;
        var watch = Stopwatch.StartNew();
        SweepFind find = Sweep(ml, contender, plan, tuning).Search(plan.Rows.TrainSet, options.CancellationToken);
        options.CancellationToken.ThrowIfCancellationRequested();
        int ended = find.Trials.Count(t => t.IsOver);
        return find.Best is { } best
            ? new FoldTuning(find.Own!, ended, watch.Elapsed.TotalSeconds, best.Values[0])
            : new FoldTuning(Configuration.Empty, ended, watch.Elapsed.TotalSeconds, double.NaN, find.Trials.Select(t => t.Reason).OfType<string>().FirstOrDefault() ?? "there was no time for a trial");
    }

    private Sweep Sweep(MLContext ml, Contender contender, FoldPlan plan, ComparisonTuning tuning)
    {
        Objective objective = options.Metric is { } metric ? ComparedMetrics.Named(task, metric) : task.Compared[0];
        SweepValidation validation = tuning.Validation with
        {
            GroupColumnName = tuning.Validation.GroupColumnName ?? options.GroupColumnName,
            TimeColumnName = tuning.Validation.TimeColumnName ?? options.TimeColumnName,
        };
        return new Sweep(ml, task, task.LabelColumnName, new SweepSettings
        {
            Contenders = [contender],
            Objectives = [objective],
            Validation = validation,
            Budget = tuning.Budget,
            MaxTrials = tuning.Trials ?? int.MaxValue,
            Tuner = tuning.Tuner,
            Pruner = tuning.Pruner,
            Seed = plan.Seed,
            EnsembleSize = 1,
            Refits = false,
            FeatureColumnNames = features.Table is { Length: > 0 } table ? table : null,
            ImageColumnName = features.Picture,
            TextColumnNames = features.Texts.Count > 0 ? features.Texts : null,
            Graph = features.Graph,
            Sound = features.Sound,
            Threads = options.Threads,
        });
    }
}
