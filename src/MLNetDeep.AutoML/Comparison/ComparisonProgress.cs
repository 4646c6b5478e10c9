namespace MLNetDeep.AutoML;

/// <summary>How far a comparison is: told after each fit.</summary>
/// <param name="Contender">The key of the contender.</param>
/// <param name="Fit">Which of its fits this was, from 1.</param>
/// <param name="Fits">How many it has: folds × repeats.</param>
/// <param name="FitsDone">Fits of all contenders that are over, those left out after a failure included.</param>
/// <param name="FitsInAll">Fits of all contenders.</param>
/// <param name="Metric">The name of the task's main metric.</param>
/// <param name="Value">Its value on the test rows of this fold; NaN where it is not defined, or the fit failed.</param>
/// <param name="TrainingSeconds">Seconds of the fit; NaN where it failed.</param>
/// <param name="Failure">Why the contender failed; null where it did not.</param>
public sealed record ComparisonProgress(
    string Contender, int Fit, int Fits, int FitsDone, int FitsInAll, string Metric, double Value, double TrainingSeconds, string? Failure = null)
{
    /// <summary>What tuning found before the fit; null where the contender is not tuned, or failed.</summary>
    public FoldTuning? Tuning { get; init; }
}
