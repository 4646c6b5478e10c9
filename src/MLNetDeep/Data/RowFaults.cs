namespace MLNetDeep.Data;

/// <summary>The rows of a pass over all that cannot be used: one that is found late must not hide the ones behind it.</summary>
/// <param name="describe">Makes the exception of the first of them, with their positions, and of how many there are.</param>
internal sealed class RowFaults(Func<IReadOnlyList<(long Row, Exception Fault)>, long, Exception> describe)
{
    // Whoever has more of them knows by these what is wrong.
    private const int Named = 10;
    private readonly List<(long Row, Exception Fault)> _first = [];
    private long _count;

    /// <summary>Notes one. Rows come in their order.</summary>
    public void Add(long row, Exception fault)
    {
        if (_count++ < Named) _first.Add((row, fault));
    }

    /// <summary>Throws what was noted, if anything was.</summary>
    public void Throw()
    {
        if (_count > 0) throw describe(_first, _count);
    }
}
