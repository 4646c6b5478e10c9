namespace MLNetDeep.Data;

/// <summary>The rows of a pass over all that cannot be used: one that is found late must not hide the ones behind it.</summary>
/// <param name="describe">Makes the exception of the first of them, with their positions, and of how many there are.</param>
internal sealed class RowFaults(Func<IReadOnlyList<(long Row, Exception Fault)>, long, Exception> describe)
{
    private readonly RowFaults? _all;
    private readonly int _part;

    private RowFaults(RowFaults all, int part) : this((_, _) => throw new InvalidOperationException("All parts are told together.")) => (_all, _part) = (all, part);

    // Whoever has more of them knows by these what is wrong.
    private const int Named = 10;
    private readonly List<(long Row, Exception Fault)> _first = [];
    private long _count;

    /// <summary>Notes one. Rows come in their order.</summary>
    public void Add(long row, Exception fault)
    {
        if (_all is not null) _all.Add(row, new PartFault(_part, fault));
        else if (_count++ < Named) _first.Add((row, fault));
    }

    /// <summary>The faults of one of several parts of a row, each of which is noted as a <see cref="PartFault"/>.</summary>
    public RowFaults OfPart(int part) => new(this, part);

    /// <summary>Throws what was noted, if anything was.</summary>
    public void Throw()
    {
        if (_count > 0) throw describe(_first, _count);
    }
}

/// <summary>Why a part of a row cannot be used.</summary>
/// <param name="part">Which of several parts it is.</param>
/// <param name="inner">Why.</param>
internal sealed class PartFault(int part, Exception inner) : Exception(inner.Message, inner)
{
    public int Part => part;
}
