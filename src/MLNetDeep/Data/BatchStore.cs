namespace MLNetDeep.Data;

/// <summary>Blocks on their way into a cache, given up when they get too large.</summary>
internal sealed class BatchStore(long budget) : IDisposable
{
    private readonly List<Batch> _blocks = [];
    private long _bytes;

    public bool Overflowed { get; private set; }

    /// <summary>Keeps the block, or disposes it and everything before it once the budget is exceeded.</summary>
    public void Add(Batch block, long rowBytes)
    {
        _bytes += block.Rows * rowBytes;
        if (_bytes > budget) Overflowed = true;
        if (Overflowed)
        {
            block.Dispose();
            Dispose();
            return;
        }
        _blocks.Add(block);
    }

    /// <summary>All of it as one tensor for each column; null when it overflowed or there was nothing.</summary>
    public CachedBatches? ToCache()
    {
        if (_blocks.Count == 0) return null;
        var cache = new CachedBatches(Batch.Join(_blocks));
        Dispose();
        return cache;
    }

    public void Dispose()
    {
        foreach (var block in _blocks) block.Dispose();
        _blocks.Clear();
    }
}
