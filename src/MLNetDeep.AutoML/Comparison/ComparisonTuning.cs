using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>
/// How the contenders of a comparison are tuned: every one by the same sweep with the same budget, on the training part of each fold alone. No test row is seen by the search; what it finds on one fold is
/// not used on another.
/// </summary>
public sealed record ComparisonTuning
{
    /// <summary>The time of the search for each contender on each fold; null, the default, for any: then <see cref="Trials"/> must be stated. The last fit, with what was found, comes on top.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>The most trials for each contender on each fold, at least 1; null, the default, for any: then <see cref="Budget"/> must be stated.</summary>
    public int? Trials { get; init; }

    /// <summary>Who proposes configurations; null, the default, for the portfolio and behind it <see cref="Tuner.Auto"/>. The defaults of a contender come first with that.</summary>
    public ITuner? Tuner { get; init; }

    /// <summary>Who stops trials that are not worth going on; null, the default, for nobody.</summary>
    public IPruner? Pruner { get; init; }

    /// <summary>How trials are measured within the training part. <see cref="SweepValidation.Auto"/> by default; the group and the time of the comparison hold there too.</summary>
    public SweepValidation Validation { get; init; } = SweepValidation.Auto;

    /// <summary>The tuner and the budget, for people.</summary>
    public override string ToString() => $"tuner {Tuner?.Name ?? "auto"}, " + string.Join(" and ", new[]
    {
        Budget is { } time ? Invariant($"{time.TotalSeconds:0.##} s") : null,
        Trials is { } trials ? Invariant($"{trials} trials") : null,
    }.OfType<string>()) + " at most for each contender on each fold";

    internal IEnumerable<string> Faults()
    {
        if (Budget is null && Trials is null && Tuner?.Name != "grid")
            yield return $"{nameof(ComparisonOptions.Tuning)} needs a {nameof(Budget)} or a number of {nameof(Trials)}: it would never end.";
        if (Budget is { } time && time <= TimeSpan.Zero)
            yield return $"{nameof(Budget)} of {nameof(ComparisonOptions.Tuning)} must be above 0, but was {time}.";
        if (Trials is < 1)
            yield return Invariant($"{nameof(Trials)} of {nameof(ComparisonOptions.Tuning)} must be at least 1, but was {Trials}.");
        if (Validation.ValidationSet is not null)
            yield return $"{nameof(Validation)} of {nameof(ComparisonOptions.Tuning)} must be of folds or of a part held out: rows that are given could be test rows of a fold.";
    }
}

/// <summary>What tuning found on the training part of a fold.</summary>
/// <param name="Configuration">The hyperparameters that the model of the fold was fitted with; empty, for the defaults, where no trial was completed.</param>
/// <param name="Trials">Trials that ended, failed ones included.</param>
/// <param name="Seconds">Seconds of the search.</param>
/// <param name="Value">The metric of the best trial on rows of the training part; NaN where none was completed. It flatters the configuration: the test rows tell.</param>
/// <param name="Failure">Why no trial was completed; null where one was.</param>
public sealed record FoldTuning(Configuration Configuration, int Trials, double Seconds, double Value, string? Failure = null);
