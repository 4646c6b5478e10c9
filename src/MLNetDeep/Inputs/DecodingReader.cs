using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs;

/// <summary>Reads what has to be decoded: on the cursor's thread a row's value is copied; on all cores, a block at a time, it becomes numbers.</summary>
/// <typeparam name="T">The numbers of a row.</typeparam>
/// <param name="take">Copies what the row holds, in the cheapest form that may leave the cursor's thread.</param>
/// <param name="width">Numbers in a row.</param>
/// <param name="capacity">The most rows in a block.</param>
/// <param name="type">What <typeparamref name="T"/> is to a tensor.</param>
/// <param name="faults">Where rows that cannot be used are noted; null where the first of them is thrown.</param>
internal abstract class DecodingReader<T>(Func<object?> take, int width, int capacity, ScalarType type, RowFaults? faults) : EvenReader<T>(width, capacity, type)
    where T : unmanaged, IEquatable<T>
{
    // In the place of what a row held, once its slot has the numbers of it: a block may be finished again.
    private static readonly object _done = new();

    private readonly object?[] _taken = new object?[capacity];
    private readonly long[] _rows = new long[capacity];
    private readonly ContentException?[] _faults = new ContentException?[capacity];

    /// <summary>Whether what a row holds belongs to the cursor, which may use it again for the next row.</summary>
    protected virtual bool IsDecodedAtOnce => false;

    public override void Read(int slot, long rowIndex)
    {
        _taken[slot] = take();
        _rows[slot] = rowIndex;
        if (IsDecodedAtOnce) Finish(slot);
    }

    public override void Complete(int count)
    {
        if (!IsDecodedAtOnce)
        {
            if (count == 1) Finish(0);
            else Parallel.For(0, count, Finish);
        }
        for (var i = 0; i < count; i++)
            if (_faults[i] is { } fault) Report(_rows[i], fault);
    }

    /// <summary>Turns what a row held into its numbers.</summary>
    protected abstract void Decode(object? taken, Span<T> numbers);

    /// <summary>The exception for the first row that cannot be used, where no others are looked for.</summary>
    protected abstract Exception Describe(long row, ContentException fault);

    private void Report(long row, ContentException fault)
    {
        if (faults is null) throw Describe(row, fault);
        faults.Add(row, fault);
    }

    private void Finish(int slot)
    {
        var taken = _taken[slot];
        if (taken == _done) return;
        (_taken[slot], _faults[slot]) = (_done, null);
        try
        {
            Decode(taken, Slot(slot));
        }
        catch (ContentException e)
        {
            _faults[slot] = e;
        }
    }
}
