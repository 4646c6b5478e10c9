namespace MLNetDeep.AutoML.Comparisons;

/// <summary>What was measured on one fold.</summary>
/// <param name="Result">For the user.</param>
/// <param name="ByRow">Metrics that can be worked out again on draws of the rows, by name.</param>
internal sealed record FoldMeasurement(ComparisonFold Result, IReadOnlyDictionary<string, RowMetric> ByRow);

/// <summary>A contender with all its folds.</summary>
/// <param name="Contender">The contender.</param>
/// <param name="Folds">The folds, up to a failure.</param>
/// <param name="ModelBytes">The size of the last model; null where it cannot be saved.</param>
/// <param name="Note">Why it cannot be saved.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record ContenderMeasurement(Contender Contender, IReadOnlyList<FoldMeasurement> Folds, long? ModelBytes, string? Note, string? Failure);
