using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>All rows in memory, one tensor for each column; a batch is one index_select.</summary>
internal sealed class CachedBatches(Batch rows) : IBatchSource
{
    public long Rows => rows.Rows;

    public bool IsStreamed => false;

    public Batch All => rows;

    // A last row alone joins the batch before it: statistics over a batch of one row are worthless.
    public long BatchCount(int batchSize) => Rows == 0 ? 0 : Math.Max(1, (Rows + batchSize - 2) / batchSize);

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel)
    {
        var indices = Order(order);
        var batches = BatchCount(batchSize);
        for (long b = 0; b < batches; b++)
        {
            var from = b * batchSize;
            var count = b == batches - 1 ? Rows - from : batchSize;
            yield return indices is null ? rows.Slice(from, count) : Pick(indices, from, count);
        }
    }

    public void Dispose() => rows.Dispose();

    private long[]? Order(Random? order)
    {
        if (order is null) return null;
        var indices = new long[Rows];
        for (long i = 0; i < indices.Length; i++) indices[i] = i;
        order.Shuffle(indices);
        return indices;
    }

    private Batch Pick(long[] indices, long from, long count)
    {
        using var picked = Tensors.OfLongs(indices.AsSpan((int)from, (int)count));
        return rows.Select(picked);
    }
}
