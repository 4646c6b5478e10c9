using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>Where rows come from and how they are to be read.</summary>
/// <param name="View">The rows.</param>
/// <param name="Spec">The features.</param>
/// <param name="LabelColumn">The label.</param>
/// <param name="Classes">How many classes the label's type knows.</param>
internal sealed record RowOrigin(IDataView View, FeatureSpec Spec, string LabelColumn, int Classes)
{
    public DataViewRowCursor Open(Random? shuffle = null) =>
        View.GetRowCursor([View.Schema[Spec.ColumnName], View.Schema[LabelColumn]], shuffle);
}

/// <summary>The rows of a training: in memory if they fit the budget, read anew each epoch if not.</summary>
internal sealed class TrainingData : IDisposable
{
    private TrainingData(IBatchSource training, IBatchSource? validation, FeatureStatistics statistics, long[] classCounts, bool streamed) =>
        (Training, Validation, Statistics, ClassCounts, Streamed) = (training, validation, statistics, classCounts, streamed);

    public IBatchSource Training { get; }

    /// <summary>Null when no row was kept for it.</summary>
    public IBatchSource? Validation { get; }

    public FeatureStatistics Statistics { get; }

    /// <summary>Training rows of each class.</summary>
    public long[] ClassCounts { get; }

    public bool Streamed { get; }

    public long MissingLabels { get; private init; }

    /// <summary>Whether the rows are read anew each epoch in an order that keeps classes together.</summary>
    public bool IsSorted { get; private init; }

    /// <summary>Reads all rows once: checks them, counts them, and keeps them if they fit.</summary>
    public static TrainingData Load(RowOrigin origin, ValidationSplit split, long budget, CancellationToken cancel)
    {
        using BatchStore training = new(budget), validation = new(budget);
        var statistics = new FeatureStatistics(origin.Spec.Shape);
        var (counts, kept, missing, changes) = (new long[origin.Classes], 0L, 0L, 0L);
        var ids = origin.View.CanShuffle ? new HashSet<DataViewRowId>() : null;
        using (var pass = new OriginPass(origin, split.Again(), kept: ids))
        {
            while (pass.Next(cancel) is { } block)
            {
                if (block.IsValidation) kept += block.Rows.Rows;
                else Count(block.Rows, counts, statistics);
                (block.IsValidation ? validation : training).Add(block.Rows, origin.Spec.RowBytes);
            }
            (missing, changes) = (pass.MissingLabels, pass.LabelChanges);
        }
        var rows = counts.Sum();
        if (rows == 0) throw ColumnErrors.Empty(origin.LabelColumn, origin.Spec.ColumnName, missing);
        var streamed = training.Overflowed;
        IBatchSource Source(BatchStore store, bool isValidation, long count) => (IBatchSource?)store.ToCache()
            ?? new StreamedBatches(origin, split, isValidation, count, budget, ids);
        return new TrainingData(Source(training, false, rows), kept == 0 ? null : Source(validation, true, kept), statistics, counts, streamed)
        {
            MissingLabels = missing,
            IsSorted = streamed && ids is null && changes < rows / 20,
        };
    }

    public void Dispose()
    {
        Training.Dispose();
        Validation?.Dispose();
    }

    private static void Count(Batch rows, long[] counts, FeatureStatistics statistics)
    {
        statistics.Add(rows.Features);
        foreach (var label in rows.Targets.data<long>().ToArray()) counts[label]++;
    }
}
