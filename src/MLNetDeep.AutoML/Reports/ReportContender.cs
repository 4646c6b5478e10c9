namespace MLNetDeep.AutoML;

/// <summary>A contender of a comparison, as a report shows it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Mean">The mean of the metric over folds and seeds.</param>
/// <param name="StandardDeviation">Its standard deviation over them.</param>
/// <param name="Low">The low end of the 95 % interval.</param>
/// <param name="High">The high end of the 95 % interval.</param>
public sealed record ReportContender(string Name, double Mean, double StandardDeviation, double Low, double High)
{
    /// <summary>Whether the others are compared with it.</summary>
    public bool IsReference { get; init; }

    /// <summary>The p values of tests against the reference, after correction, by the name of the test.</summary>
    public IReadOnlyDictionary<string, double> PValues { get; init; } = new Dictionary<string, double>();

    /// <summary>What follows, in words: <c>better</c>, <c>worse</c>, <c>no significant difference</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>Seconds of training.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>Scoring in microseconds per row, one row at a time.</summary>
    public double? ScoringMicrosecondsPerRow { get; init; }

    /// <summary>Scoring in microseconds per row, in bulk.</summary>
    public double? BulkMicrosecondsPerRow { get; init; }

    /// <summary>The most memory in use while training, in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The size of the saved model in bytes.</summary>
    public long? ModelBytes { get; init; }
}
