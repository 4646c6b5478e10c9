using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>The graph of a row, checked: what is written can be read.</summary>
internal sealed class GraphRow
{
    private readonly DataViewRowCursor _cursor;
    private readonly Func<ReadOnlyMemory<char>[]> _nodes;
    private readonly Func<ReadOnlyMemory<char>[]?> _edgeTags;
    private readonly Func<int[]> _sources;
    private readonly Func<int[]> _targets;
    private readonly Func<float[]?> _nodeFeatures;
    private readonly Func<float[]?> _edgeFeatures;

    public GraphRow(DataViewRowCursor cursor)
    {
        _cursor = cursor;
        (_nodes, _edgeTags) = (List<ReadOnlyMemory<char>>(GraphColumns.Nodes)!, List<ReadOnlyMemory<char>>(GraphColumns.EdgeTags));
        (_sources, _targets) = (List<int>(GraphColumns.Sources)!, List<int>(GraphColumns.Targets)!);
        (_nodeFeatures, _edgeFeatures) = (List<float>(GraphColumns.NodeFeatures), List<float>(GraphColumns.EdgeFeatures));
    }

    public ReadOnlyMemory<char>[] Nodes { get; private set; } = [];

    public ReadOnlyMemory<char>[]? EdgeTags { get; private set; }

    public int[] Sources { get; private set; } = [];

    public int[] Targets { get; private set; } = [];

    public float[]? NodeFeatures { get; private set; }

    public float[]? EdgeFeatures { get; private set; }

    /// <summary>Reads the row that the cursor is at.</summary>
    /// <exception cref="InvalidOperationException">It is no graph.</exception>
    public void Read()
    {
        (Nodes, EdgeTags, Sources, Targets) = (_nodes(), _edgeTags(), _sources(), _targets());
        (NodeFeatures, EdgeFeatures) = (_nodeFeatures(), _edgeFeatures());
        if (Sources.Length != Targets.Length) throw Fault($"Sources has {Sources.Length} positions, Targets {Targets.Length}");
        foreach (var position in Sources.Concat(Targets))
            if (position < 0 || position >= Nodes.Length) throw Fault($"an edge is at node {position}, but there are {Nodes.Length} nodes, counted from 0");
        if (EdgeTags is { } tags && tags.Length != Sources.Length) throw Fault($"EdgeTags has {tags.Length} tags for {Sources.Length} edges");
        Check(GraphColumns.NodeFeatures, NodeFeatures, Nodes.Length, "nodes");
        Check(GraphColumns.EdgeFeatures, EdgeFeatures, Sources.Length, "edges");
    }

    private void Check(string name, float[]? features, int items, string what)
    {
        if (features is null) return;
        if (items == 0 ? features.Length > 0 : features.Length % items > 0) throw Fault($"{name} has {features.Length} numbers for {items} {what}");
        foreach (var number in features)
            if (!float.IsFinite(number)) throw Fault($"{name} has {number.ToString(CultureInfo.InvariantCulture)}, which JSON does not have");
    }

    private InvalidOperationException Fault(string fault) => new($"Row {_cursor.Position + 1} cannot be written as a graph: {fault}.");

    private Func<T[]?> List<T>(string name)
    {
        if (_cursor.Schema.GetColumnOrNull(name) is not { } column) return () => null;
        var getter = _cursor.GetGetter<VBuffer<T>>(column);
        var buffer = default(VBuffer<T>);
        return () =>
        {
            getter(ref buffer);
            return [.. buffer.DenseValues()];
        };
    }
}
