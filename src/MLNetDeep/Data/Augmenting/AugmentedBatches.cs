namespace MLNetDeep.Data.Augmenting;

/// <summary>
/// Rows that are changed anew in each pass that has an order, by another thread that stays a few batches ahead. Changes depend on the order's random numbers and on the place of a row in the
/// pass alone: not on threads, and not on where a training was interrupted.
/// </summary>
/// <param name="rows">The rows; they stay their owner's.</param>
internal abstract class ChangedBatches(IBatchSource rows) : IBatchSource
{
    private const int Ahead = 3;

    public long Rows => rows.Rows;

    public bool IsStreamed => rows.IsStreamed;

    public long BatchCount(int batchSize) => rows.BatchCount(batchSize);

    /// <summary>Whether rows are changed in a pass in the order of the data too: in the same way each time.</summary>
    protected abstract bool ChangesInOrder { get; }

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel) =>
        order is null && !ChangesInOrder ? rows.Pass(batchSize, null, cancel) : ReadAhead.Run(stop => Changed(batchSize, order, stop), Ahead, cancel);

    public void Dispose()
    {
    }

    /// <summary>Changes a batch, or makes another of it; the batch is this one's to dispose then.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="pass">What the random numbers of the pass come from.</param>
    /// <param name="row">The place of the first row in the pass.</param>
    /// <param name="number">The place of the batch in the pass.</param>
    protected abstract Batch Change(Batch batch, long pass, long row, long number);

    private IEnumerable<Batch> Changed(int batchSize, Random? order, CancellationToken stop)
    {
        var pass = order?.NextInt64() ?? 0;
        var (row, number) = (0L, 0L);
        foreach (var batch in rows.Pass(batchSize, order, stop))
        {
            var first = row;
            row += batch.Rows; // once handed on, it may be gone
            yield return ChangeOrDispose(batch, pass, first, number++);
        }
    }

    private Batch ChangeOrDispose(Batch batch, long pass, long row, long number)
    {
        try
        {
            return Change(batch, pass, row, number);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }
}

/// <summary>Rows that are augmented in each pass that has an order; a pass in the order of the data gives rows as they are.</summary>
/// <param name="rows">The rows; they stay their owner's.</param>
/// <param name="change">What is done to single rows; null for nothing.</param>
/// <param name="mixer">How rows are mixed; null for not at all.</param>
internal sealed class AugmentedBatches(IBatchSource rows, IRowChange? change, BatchMixer? mixer) : ChangedBatches(rows)
{
    protected override bool ChangesInOrder => false;

    protected override Batch Change(Batch batch, long pass, long row, long number)
    {
        change?.Change(batch.Features, pass, row);
        return mixer?.Mix(batch, pass, number) ?? batch;
    }
}

/// <summary>Changes rows, each by random numbers of its own.</summary>
internal interface IRowChange
{
    /// <summary>Changes rows where they lie.</summary>
    /// <param name="rows">The rows, in the memory of the CPU.</param>
    /// <param name="pass">What the random numbers of the pass come from.</param>
    /// <param name="first">The place of the first row in the pass.</param>
    void Change(Features rows, long pass, long first);
}

/// <summary>Puts parts of other rows into rows.</summary>
internal interface IRowCut
{
    /// <summary>Both parameters of the beta distribution of the shares.</summary>
    double Alpha { get; }

    /// <summary>Puts a part of the next row into each (of the first into the last).</summary>
    /// <param name="rows">The rows, in the memory of the CPU.</param>
    /// <param name="share">What each row is to keep of itself, from 0 to 1.</param>
    /// <param name="random">Where the part is.</param>
    /// <returns>What each row did keep.</returns>
    double Cut(Features rows, double share, ref RowRandom random);
}
