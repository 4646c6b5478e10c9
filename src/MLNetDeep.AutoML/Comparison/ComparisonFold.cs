namespace MLNetDeep.AutoML;

/// <summary>What one contender reached on one fold.</summary>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Fold">The fold, from 0.</param>
/// <param name="TrainRows">Rows trained on.</param>
/// <param name="TestRows">Rows measured on.</param>
public sealed record ComparisonFold(int Repeat, int Fold, int TrainRows, int TestRows)
{
    /// <summary>Every metric by ML.NET's name; NaN where it is not defined on these rows.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Seconds of the fit, preparation of the columns included.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>Microseconds for a row where all test rows are scored in one go, after a first round that is not counted. Reading the rows from files is not in it.</summary>
    public required double ScoringMicrosecondsPerRow { get; init; }

    /// <summary>Microseconds for a row where rows come one by one, as for a <c>PredictionEngine</c>; the median. NaN where the model scores no single rows.</summary>
    public required double SingleRowMicroseconds { get; init; }

    /// <summary>The largest working set of the whole process during the fit, in bytes, looked at every 20 ms.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>How far that was above the working set just before the fit. Memory that a contender before it left reserved is used again and not seen here.</summary>
    public required long MemoryGrowthBytes { get; init; }

    /// <summary>What tuning found on the training part of the fold; null where the contender was not tuned.</summary>
    public FoldTuning? Tuning { get; init; }
}
