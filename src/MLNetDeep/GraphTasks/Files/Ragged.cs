using System.Runtime.InteropServices;

namespace MLNetDeep.GraphTasks;

/// <summary>Lists of any length, one for each row, in one array.</summary>
internal sealed class Ragged<T>
{
    private readonly List<T> _values = [];
    private readonly List<int> _ends = [];

    public Ragged()
    {
    }

    /// <summary>Values that lie row by row already.</summary>
    /// <param name="values">All of them.</param>
    /// <param name="ends">Where each row ends.</param>
    public Ragged(List<T> values, IEnumerable<int> ends) => (_values, _ends) = (values, [.. ends]);

    /// <summary>Adds a value to the row that has not ended yet.</summary>
    public void Add(T value) => _values.Add(value);

    /// <summary>Ends a row.</summary>
    public void EndRow() => _ends.Add(_values.Count);

    public ReadOnlySpan<T> Row(int row)
    {
        var start = row == 0 ? 0 : _ends[row - 1];
        return CollectionsMarshal.AsSpan(_values)[start.._ends[row]];
    }
}
