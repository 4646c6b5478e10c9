using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>All rows in memory, one tensor for each column; a batch is one index_select.</summary>
internal sealed class CachedBatches(Batch rows) : IBatchSource
{
    // Batches whose rows are sorted together.
    private const int Stretch = 50;
    private readonly Lazy<int[]?> _lengths = new(rows.Features.Lengths);

    public long Rows => rows.Rows;

    public bool IsStreamed => false;

    public Batch All => rows;

    // A last row alone joins the batch before it: statistics over a batch of one row are worthless.
    public long BatchCount(int batchSize) => Rows == 0 ? 0 : Math.Max(1, (Rows + batchSize - 2) / batchSize);

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel)
    {
        var indices = Order(order, batchSize);
        var batches = BatchCount(batchSize);
        for (long b = 0; b < batches; b++)
        {
            var from = b * batchSize;
            var count = b == batches - 1 ? Rows - from : batchSize;
            yield return indices is null ? rows.Slice(from, count) : Pick(indices, from, count);
        }
    }

    public void Dispose() => rows.Dispose();

    private long[]? Order(Random? order, int batchSize)
    {
        if (order is null) return null;
        var indices = new long[Rows];
        for (long i = 0; i < indices.Length; i++) indices[i] = i;
        order.Shuffle(indices);
        if (_lengths.Value is { } lengths) Alike(indices, lengths, batchSize, order);
        return indices;
    }

    // Rows of about one length share a batch, or most of it would be filling. They are sorted within stretches of the shuffled order alone, and the batches of
    // a stretch come in random order, so that batches differ from epoch to epoch.
    private static void Alike(long[] indices, int[] lengths, int batchSize, Random order)
    {
        for (var from = 0; from < indices.Length; from += Stretch * batchSize)
        {
            var stretch = indices.AsSpan(from, Math.Min(Stretch * batchSize, indices.Length - from));
            var keys = new int[stretch.Length];
            for (var i = 0; i < keys.Length; i++) keys[i] = lengths[stretch[i]];
            keys.AsSpan().Sort(stretch);
            // A batch that is not full stays the last.
            for (var whole = stretch.Length / batchSize; whole > 1; whole--)
                Swap(stretch.Slice((whole - 1) * batchSize, batchSize), stretch.Slice(order.Next(whole) * batchSize, batchSize));
        }
    }

    private static void Swap(Span<long> left, Span<long> right)
    {
        for (var i = 0; i < left.Length; i++) (left[i], right[i]) = (right[i], left[i]);
    }

    private Batch Pick(long[] indices, long from, long count)
    {
        using var picked = Tensors.OfLongs(indices.AsSpan((int)from, (int)count));
        return rows.Select(picked);
    }
}
