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
        columns.AddRange(Spec.TrainingColumns.Select(View.Schema.GetColumnOrNull).OfType<DataViewSchema.Column>());
        return View.GetRowCursor(columns, shuffle);
    }
}

/// <summary>The rows of a training: in memory if they fit the budget, read anew each epoch if not.</summary>
internal sealed class TrainingData : IDisposable
{
    private TrainingData(IBatchSource training, IBatchSource? validation, FeatureLearner? learnt, TargetStatistics targets, bool streamed) =>
        (Training, Validation, Learnt, Targets, Streamed) = (training, validation, learnt, targets, streamed);

    public IBatchSource Training { get; }

    /// <summary>Null when no row was kept for it.</summary>
    public IBatchSource? Validation { get; }

    /// <summary>What the training rows are like; null where all that matters was learnt before.</summary>
    public FeatureLearner? Learnt { get; }

    /// <summary>What the labels of the training rows are like.</summary>
    public TargetStatistics Targets { get; }

    public bool Streamed { get; }

    public long MissingLabels { get; private init; }

    /// <summary>Whether the rows are read anew each epoch in an order that keeps classes together.</summary>
    public bool IsSorted { get; private init; }

    /// <summary>Reads all rows once: checks them, counts them, and keeps them if they fit.</summary>
    /// <param name="origin">Where they come from.</param>
    /// <param name="split">Which are for validation.</param>
    /// <param name="budget">Bytes that rows may take.</param>
    /// <param name="cancel">Ends reading.</param>
    /// <param name="known">How many there are to train on, where that is known: what will not fit is not begun to be kept.</param>
    public static TrainingData Load(RowOrigin origin, ValidationSplit split, long budget, CancellationToken cancel, long? known = null)
    {
        using var memory = new RowMemory(budget, origin.RowBytes, split.Parts(known, origin.View.GetRowCount()));
        if (known * origin.RowBytes > budget) memory.Stream();
        var learnt = origin.Spec.Learner();
        var targets = new TargetStatistics(origin.Target);
        var (kept, missing, changes) = (0L, 0L, 0L);
        var ids = origin.View.CanShuffle ? new HashSet<DataViewRowId>() : null;
        var faults = new RowFaults(origin.Spec.Describe);
        using (var pass = new OriginPass(origin, split.Again(), kept: ids, faults: faults))
        {
            while (pass.Next(cancel) is { } block)
            {
                if (block.IsValidation) kept += block.Rows.Rows;
                else Count(block.Rows, targets, learnt);
                memory.Add(block.Rows, block.IsValidation);
            }
            (missing, changes) = (pass.MissingLabels, pass.LabelChanges);
        }
        faults.Throw();
        var rows = targets.Rows;
        if (rows == 0) throw ColumnErrors.Empty(origin.Target.Column, origin.Spec.ColumnName, missing);
        IBatchSource Source(bool isValidation, long count) => (IBatchSource?)memory.ToCache(isValidation)
            ?? new StreamedBatches(origin, split, isValidation, count, memory.ShuffleBytes, ids);
        return new TrainingData(Source(false, rows), kept == 0 ? null : Source(true, kept), learnt, targets, memory.IsStreamed)
        {
            MissingLabels = missing,
            IsSorted = memory.IsStreamed && ids is null && origin.Target.Strata > 1 && changes < rows / 20,
        };
    }

    public void Dispose()
    {
        Training.Dispose();
        Validation?.Dispose();
    }

    private static void Count(Batch rows, TargetStatistics targets, FeatureLearner? learnt)
    {
        learnt?.Add(rows.Features);
        targets.Add(rows.Targets);
    }
}
