using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>Where rows come from and how they are to be read.</summary>
/// <param name="View">The rows.</param>
/// <param name="Spec">The features.</param>
/// <param name="Target">The label.</param>
internal sealed record RowOrigin(IDataView View, FeatureSpec Spec, TargetSpec Target)
{
    /// <summary>The bytes that a row takes in memory.</summary>
    public long RowBytes => Spec.RowBytes + Target.RowBytes;

    public DataViewRowCursor Open(Random? shuffle = null)
    {
        var columns = Spec.Columns.Append(Target.Column).Select(name => View.Schema[name]).ToList();
        if (Target.WeightColumn is { } weight) columns.Add(View.Schema[weight]);
        return View.GetRowCursor(columns, shuffle);
    }
}

/// <summary>The rows of a training: in memory if they fit the budget, read anew each epoch if not.</summary>
internal sealed class TrainingData : IDisposable
{
    private TrainingData(IBatchSource training, IBatchSource? validation, FeatureStatistics? statistics, TargetStatistics targets, bool streamed) =>
        (Training, Validation, Statistics, Targets, Streamed) = (training, validation, statistics, targets, streamed);

    public IBatchSource Training { get; }

    /// <summary>Null when no row was kept for it.</summary>
    public IBatchSource? Validation { get; }

    /// <summary>What numbers and pixels of the training rows are like; null for tables, of which all is learnt before.</summary>
    public FeatureStatistics? Statistics { get; }

    /// <summary>What the labels of the training rows are like.</summary>
    public TargetStatistics Targets { get; }

    public bool Streamed { get; }

    public long MissingLabels { get; private init; }

    /// <summary>Whether the rows are read anew each epoch in an order that keeps classes together.</summary>
    public bool IsSorted { get; private init; }

    /// <summary>Reads all rows once: checks them, counts them, and keeps them if they fit.</summary>
    /// <param name="origin">Where they come from.</param>
    /// <param name="split">Which are for validation.</param>
    /// <param name="budget">Bytes that rows to train on may take, and those to validate on.</param>
    /// <param name="cancel">Ends reading.</param>
    /// <param name="known">How many there are to train on, where that is known: what will not fit is not begun to be kept.</param>
    public static TrainingData Load(RowOrigin origin, ValidationSplit split, long budget, CancellationToken cancel, long? known = null)
    {
        using BatchStore training = new(known * origin.RowBytes > budget ? 0 : budget), validation = new(budget);
        var statistics = origin.Spec.Table is null ? new FeatureStatistics(origin.Spec.Shape) : null;
        var targets = new TargetStatistics(origin.Target);
        var (kept, missing, changes) = (0L, 0L, 0L);
        var ids = origin.View.CanShuffle ? new HashSet<DataViewRowId>() : null;
        using (var pass = new OriginPass(origin, split.Again(), kept: ids))
        {
            while (pass.Next(cancel) is { } block)
            {
                if (block.IsValidation) kept += block.Rows.Rows;
                else Count(block.Rows, targets, statistics);
                (block.IsValidation ? validation : training).Add(block.Rows, origin.RowBytes);
            }
            (missing, changes) = (pass.MissingLabels, pass.LabelChanges);
        }
        var rows = targets.Rows;
        if (rows == 0) throw ColumnErrors.Empty(origin.Target.Column, origin.Spec.ColumnName, missing);
        var streamed = training.Overflowed;
        IBatchSource Source(BatchStore store, bool isValidation, long count) => (IBatchSource?)store.ToCache()
            ?? new StreamedBatches(origin, split, isValidation, count, budget, ids);
        return new TrainingData(Source(training, false, rows), kept == 0 ? null : Source(validation, true, kept), statistics, targets, streamed)
        {
            MissingLabels = missing,
            IsSorted = streamed && ids is null && origin.Target.Strata > 1 && changes < rows / 20,
        };
    }

    public void Dispose()
    {
        Training.Dispose();
        Validation?.Dispose();
    }

    private static void Count(Batch rows, TargetStatistics targets, FeatureStatistics? statistics)
    {
        statistics?.Add(rows.Features);
        targets.Add(rows.Targets);
    }
}
