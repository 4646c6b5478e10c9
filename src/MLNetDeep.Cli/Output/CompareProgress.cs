using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Output;

/// <summary>One plain line for each fit of a comparison.</summary>
internal sealed class CompareProgress(Terminal terminal) : IProgress<ComparisonProgress>
{
    public void Report(ComparisonProgress value) => terminal.Say(value.Failure is null
        ? $"{value.Contender}  fold {value.Fit}/{value.Fits}  {value.Metric} {MetricTable.Number(value.Value)}  {ProgressText.Duration(TimeSpan.FromSeconds(value.TrainingSeconds))}{(value.Tuning is { } tuning ? $", tuned by {tuning.Trials} trials in {ProgressText.Duration(TimeSpan.FromSeconds(tuning.Seconds))}" : "")}"
        : $"{value.Contender}  failed, {value.Failure}");
}
