using System.Runtime.InteropServices;

namespace MLNetDeep.GraphTasks;

/// <summary>Where nodes, or edges, lie when those of a graph are one behind the other: files may mix them.</summary>
internal sealed class TuOrder
{
    private readonly int[] _starts;
    private readonly int[] _places;

    /// <summary>Counts and places them.</summary>
    /// <param name="graphs">The graph of each.</param>
    /// <param name="count">How many graphs there are.</param>
    public TuOrder(List<int> graphs, int count)
    {
        _starts = new int[count + 1];
        foreach (var graph in graphs) _starts[graph + 1]++;
        for (var graph = 0; graph < count; graph++) _starts[graph + 1] += _starts[graph];
        int[] next = [.. _starts];
        _places = new int[graphs.Count];
        for (var i = 0; i < _places.Length; i++) _places[i] = next[graphs[i]]++;
    }

    /// <summary>The position of one in its graph.</summary>
    public int PositionIn(int graph, int item) => _places[item] - _starts[graph];

    /// <summary>Values in the order of the file, row by row.</summary>
    /// <param name="values">So many of each, those of one behind the other.</param>
    /// <param name="width">How many.</param>
    public Ragged<T> Arrange<T>(List<T> values, int width = 1)
    {
        var ends = _starts.Skip(1).Select(end => checked(end * width));
        if (IsInOrder()) return new Ragged<T>(values, ends);
        var placed = new List<T>(values.Count);
        CollectionsMarshal.SetCount(placed, values.Count);
        var from = CollectionsMarshal.AsSpan(values);
        var to = CollectionsMarshal.AsSpan(placed);
        for (var i = 0; i < _places.Length; i++) from.Slice(i * width, width).CopyTo(to[(_places[i] * width)..]);
        return new Ragged<T>(placed, ends);
    }

    private bool IsInOrder()
    {
        for (var i = 0; i < _places.Length; i++)
            if (_places[i] != i) return false;
        return true;
    }
}
