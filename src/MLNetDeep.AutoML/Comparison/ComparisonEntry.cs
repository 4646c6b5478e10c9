namespace MLNetDeep.AutoML;

/// <summary>One contender of a comparison: what it reached, what it cost, and how it stands against the reference.</summary>
public sealed record ComparisonEntry
{
    /// <summary>The key of the contender.</summary>
    public required string Key { get; init; }

    /// <summary>Its name in reports.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Whether it is a network.</summary>
    public required bool IsDeep { get; init; }

    /// <summary>Its hyperparameters, where they were stated; empty for the defaults, and where it was tuned.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>Each fold of each repeat; of a contender that failed those before.</summary>
    public required IReadOnlyList<ComparisonFold> Folds { get; init; }

    /// <summary>The metrics that are compared, the main one first; empty where it failed.</summary>
    public IReadOnlyList<MetricSummary> Metrics { get; init; } = [];

    /// <summary>Against the reference; null for the reference itself, and where one of the two is missing.</summary>
    public ComparisonDifference? Difference { get; init; }

    /// <summary>The verdict.</summary>
    public ComparisonVerdict Verdict { get; init; } = ComparisonVerdict.NotCompared;

    /// <summary>The verdict in words: <c>significantly better</c>, <c>no significant difference; practically equivalent</c>, …</summary>
    public string VerdictText { get; init; } = "";

    /// <summary>Bytes of the model of the last fold as a zip that plain ML.NET scores; null where it cannot be saved.</summary>
    public long? ModelBytes { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Mean seconds of a fit; NaN where none ended.</summary>
    public double TrainingSeconds => Mean(f => f.TrainingSeconds);

    /// <summary>Whether it was tuned on the training part of each fold; <see cref="ComparisonFold.Tuning"/> has what was found.</summary>
    public bool IsTuned => Folds.Any(f => f.Tuning is not null);

    /// <summary>Mean seconds of the search on a fold; NaN where it was not tuned.</summary>
    public double TuningSeconds => Mean(f => f.Tuning?.Seconds ?? double.NaN);

    /// <summary>Mean microseconds for a row where all test rows are scored in one go.</summary>
    public double ScoringMicrosecondsPerRow => Mean(f => f.ScoringMicrosecondsPerRow);

    /// <summary>Mean microseconds for a row where rows come one by one; NaN where the model scores no single rows.</summary>
    public double SingleRowMicroseconds => Mean(f => f.SingleRowMicroseconds);

    /// <summary>The largest working set of the process during its fits, in bytes; 0 where none ended.</summary>
    public long PeakMemoryBytes => Folds.Select(f => f.PeakMemoryBytes).DefaultIfEmpty(0).Max();

    /// <summary>The most that the working set grew during one of its fits, in bytes; 0 where none ended.</summary>
    public long MemoryGrowthBytes => Folds.Select(f => f.MemoryGrowthBytes).DefaultIfEmpty(0).Max();

    private double Mean(Func<ComparisonFold, double> value) => Statistics.Sample.Mean(Folds.Select(value));
}
