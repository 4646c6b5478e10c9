namespace MLNetDeep.Data;

/// <summary>
/// Rows on their way into memory. They are put where they will stay: joined of blocks at the end they would take twice the memory.
/// </summary>
/// <param name="rowBytes">Bytes that a row takes.</param>
/// <param name="expected">How many rows there will be, as far as that is known: there is room for so many, and more is made where they come.</param>
internal sealed class BatchStore(long rowBytes, long expected) : IDisposable
{
    private Batch? _room;
    private long _rows, _capacity;

    public bool IsGivenUp { get; private set; }

    public long Bytes => _rows * rowBytes;

    /// <summary>Keeps the block, unless rows were given up. Disposes it.</summary>
    public void Add(Batch block)
    {
        using (block)
        {
            if (IsGivenUp) return;
            if (_rows + block.Rows > _capacity) Enlarge(block);
            _room!.Put(_rows, block);
            _rows += block.Rows;
        }
    }

    /// <summary>Forgets the rows, and keeps none from here on.</summary>
    public void GiveUp()
    {
        IsGivenUp = true;
        _rows = 0;
        Dispose();
    }

    /// <summary>The rows; null when they were given up or there were none.</summary>
    public CachedBatches? ToCache() => _rows == 0 ? null : new CachedBatches(_room!.Slice(0, _rows));

    public void Dispose()
    {
        _room?.Dispose();
        _room = null;
    }

    private void Enlarge(Batch block)
    {
        var capacity = Math.Max(_capacity == 0 ? expected : 2 * _capacity, _rows + block.Rows);
        var room = block.Room(capacity);
        if (_room is not null)
        {
            using var rows = _room.Slice(0, _rows);
            room.Put(0, rows);
        }
        Dispose();
        (_room, _capacity) = (room, capacity);
    }
}
