using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Rows to train on and rows to measure on.</summary>
/// <param name="TrainSet">The rows to train on.</param>
/// <param name="TestSet">The rows to measure on.</param>
public sealed record RowSplit(IDataView TrainSet, IDataView TestSet);
