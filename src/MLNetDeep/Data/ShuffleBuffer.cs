using MLNetDeep.Common;

namespace MLNetDeep.Data;

/// <summary>
/// Holds back many rows and hands out random ones in exchange for new ones. Without an order it passes blocks through.
/// </summary>
internal sealed class ShuffleBuffer(Random? order, long capacity) : IDisposable
{
    private readonly List<Batch> _filling = [];
    private long _rows;
    private Batch? _pool;

    /// <summary>Puts a block in; gives as many random rows out once the buffer is full, null while it fills.</summary>
    public Batch? Exchange(Batch block)
    {
        if (order is null) return block;
        if (_pool is null && _rows < capacity)
        {
            _filling.Add(block);
            _rows += block.Rows;
            return null;
        }
        using (block)
        {
            _pool ??= Join();
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
        using var rest = new CachedBatches((_pool ??= Join()).Alias());
        foreach (var batch in rest.Pass(batchSize, order, CancellationToken.None)) yield return batch;
    }

    public void Dispose()
    {
        _pool?.Dispose();
        foreach (var block in _filling) block.Dispose();
    }

    private Batch Join()
    {
        var pool = Batch.Join(_filling);
        foreach (var block in _filling) block.Dispose();
        _filling.Clear();
        return pool;
    }

    // Different slots, or new rows would overwrite each other. The pool holds at least as many rows as a block.
    private long[] Draw(int count)
    {
        var drawn = new HashSet<long>(count);
        while (drawn.Count < count) drawn.Add(order!.NextInt64(_rows));
        return [.. drawn];
    }
}
