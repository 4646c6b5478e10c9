using MLNetDeep.Runtime;

namespace MLNetDeep.Data;

/// <summary>The images of a pass over all rows that cannot be used: one that is found late must not hide the ones behind it.</summary>
internal sealed class ImageFaults(string column)
{
    // Whoever has more of them knows by these what is wrong.
    private const int Named = 10;

    private readonly List<(long Row, ImageException Fault)> _first = [];
    private long _count;

    /// <summary>Notes one. Rows come in their order.</summary>
    public void Add(long row, ImageException fault)
    {
        if (_count++ < Named) _first.Add((row, fault));
    }

    /// <summary>Throws what was noted, if anything was.</summary>
    public void Throw()
    {
        if (_count > 0) throw ColumnErrors.BadImages(column, _first, _count);
    }
}
