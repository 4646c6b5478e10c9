using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Training;

/// <summary>Cuts batches into parts that fit into memory: whenever it runs out, parts become half as large, for good.</summary>
internal sealed class BatchParts(TrainingPlan plan, TrainingState state)
{
    // Batch norms need two rows to tell how they differ.
    private const int Fewest = 2;

    /// <summary>The parts of a batch, which share its memory; in the dispose scope of the caller.</summary>
    public IEnumerable<Batch> Of(Batch batch)
    {
        var most = Math.Min(RowsInPart(batch.Rows), RowsInBudget(batch));
        var count = (int)Math.Max(1, ((long)batch.Rows + most - Fewest) / most);
        if (count == 1) return [batch];
        return Enumerable.Range(0, count).Select(i => batch.Slice(i * most, i == count - 1 ? batch.Rows - (i * most) : most));
    }

    /// <summary>Computes with a batch; when memory runs out, again in smaller parts.</summary>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="compute">What to do; told whether it is tried again.</param>
    public T Run<T>(int rows, Func<bool, T> compute)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                return compute(isAgain);
            }
            catch (Exception e) when (TorchErrors.IsOutOfMemory(e))
            {
                Halve(rows, e);
            }
        }
    }

    // Rows of any length are filled up to the longest of them.
    private int RowsInBudget(Batch batch) => plan.Options.EntriesAtOnce is { } entries && batch.Features.Lengths() is { Length: > 0 } lengths
        ? Math.Max(Fewest, entries / Math.Max(1, lengths.Max()))
        : int.MaxValue;

    private int RowsInPart(int rows) => Math.Max(Fewest, (rows + state.Parts - 1) / state.Parts);

    private void Halve(int rows, Exception e)
    {
        var before = RowsInPart(rows);
        var canHalve = before >= 2 * Fewest;
        if (!plan.Options.AutoBatchSize || !canHalve)
            throw new InvalidOperationException($"Memory ran out on {plan.Device} with {Math.Min(rows, before)} rows at once. "
                + (canHalve ? $"Lower {nameof(TrainerOptions.BatchSize)} (now {plan.Options.BatchSize}) or set {nameof(TrainerOptions.AutoBatchSize)}."
                    : "The network or its input is too large for this device."), e);
        state.Parts *= 2;
        plan.Log.Warning($"Memory ran out on {plan.Device} with {Math.Min(rows, before)} rows at once: from now on a mini-batch is computed in {state.Parts} parts "
            + $"of at most {RowsInPart(rows)} rows. A step of the optimizer has as many rows as before.");
    }
}
