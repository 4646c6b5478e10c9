using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>
/// Holds back many rows and hands out random ones in exchange for new ones. Without an order it passes blocks through.
/// </summary>
/// <param name="order">Where the random order comes from; null for none.</param>
/// <param name="capacity">Rows held back: whole blocks of them, else the last ones are fewer.</param>
internal sealed class ShuffleBuffer(Random? order, long capacity) : IDisposable
{
    private long _rows;
    private Batch? _pool;

    /// <summary>Puts a block in; gives as many random rows out once the buffer is full, null while it fills.</summary>
    public Batch? Exchange(Batch block)
    {
        if (order is null) return block;
        using (block)
        {
            // At once in its full size: put together of blocks it would take twice the memory for a moment.
            _pool ??= block.Room(Math.Max(capacity, block.Rows));
            if (_rows == 0 || _rows + block.Rows <= capacity)
            {
                _pool.Put(_rows, block);
                _rows += block.Rows;
                return null;
            }
            using var slots = Tensors.OfLongs(Draw(block.Rows));
            var drawn = _pool.Select(slots);
            _pool.Put(slots, block);
            return drawn;
        }
    }

    /// <summary>What is left, in random order.</summary>
    public IEnumerable<Batch> Rest(int batchSize)
    {
        if (_rows == 0) yield break;
        using var rest = new CachedBatches(_pool!.Slice(0, _rows));
        foreach (var batch in rest.Pass(batchSize, order, CancellationToken.None)) yield return batch;
    }

    public void Dispose() => _pool?.Dispose();

    // Different slots, or new rows would overwrite each other. The pool holds at least as many rows as a block.
    private long[] Draw(int count)
    {
        var drawn = new HashSet<long>(count);
        while (drawn.Count < count) drawn.Add(order!.NextInt64(_rows));
        return [.. drawn];
    }
}
