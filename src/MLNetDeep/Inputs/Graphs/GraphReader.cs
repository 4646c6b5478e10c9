using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Graphs;

/// <summary>Reads graphs; they are checked and put in order on all cores, a block at a time.</summary>
internal sealed class GraphReader : FeatureReader
{
    private readonly GraphSpec _spec;
    private readonly RowFaults? _faults;
    private readonly OpenGraphColumns _columns;
    private readonly Dictionary<string, int> _tags, _edgeTags;
    private readonly (RawGraph? Raw, long Row, Exception? Fault)[] _taken;
    private readonly RowGraph[] _graphs;
    private RowGraph? _before;

    /// <summary>Opens the columns.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spec">How they are taken.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="faults">Where graphs that are not valid are noted; null where the first of them is thrown.</param>
    public GraphReader(DataViewRow row, GraphSpec spec, int capacity, RowFaults? faults)
    {
        (_spec, _faults, _columns) = (spec, faults, new OpenGraphColumns(row, spec.Graph));
        (_tags, _edgeTags) = (Numbers(spec.TagNames), Numbers(spec.EdgeTagNames));
        (_taken, _graphs) = (new (RawGraph?, long, Exception?)[capacity], new RowGraph[capacity]);
    }

    public override void Read(int slot, long rowIndex)
    {
        try
        {
            _taken[slot] = (_columns.Read(_tags, _edgeTags), rowIndex, null);
        }
        catch (FormatException e)
        {
            _taken[slot] = (new RawGraph(), rowIndex, e);
        }
    }

    public override void Complete(int count)
    {
        if (count == 1) Finish(0);
        else Parallel.For(0, count, Finish);
        // In the order of rows, whichever was finished first.
        for (var slot = 0; slot < count; slot++)
        {
            if (_taken[slot] is not { Fault: { } fault } taken) continue;
            if (_faults is null) throw new InvalidOperationException($"{(taken.Row < 0 ? "The graph" : $"Row {taken.Row + 1}: the graph")} is not valid: {fault.Message}.", fault);
            _faults.Add(taken.Row, fault);
            _taken[slot] = default;
        }
    }

    public override Features ToFeatures(int count) => GraphParts.Of(new ArraySegment<RowGraph>(_graphs, 0, count), _spec.Settings);

    public override IReadOnlyList<OrtValue> ToOnnx(int count) => GraphTensors.Of(new ArraySegment<RowGraph>(_graphs, 0, count), _spec.Settings);

    public override bool SameAsBefore()
    {
        var graph = _graphs[0];
        if (_before is { } before && Same(before.Tags, graph.Tags) && Same(before.Sources, graph.Sources) && Same(before.Targets, graph.Targets) && Same(before.Features, graph.Features)
            && Same(before.EdgeTags, graph.EdgeTags) && Same(before.EdgeFeatures, graph.EdgeFeatures)) return true;
        _before = graph;
        return false;
    }

    private static bool Same<T>(T[] left, T[] right) => left.AsSpan().SequenceEqual(right);

    private static Dictionary<string, int> Numbers(IReadOnlyList<string> names) => names.Index().ToDictionary(name => name.Item, name => name.Index + 1, StringComparer.Ordinal);

    // A block may be finished again.
    private void Finish(int slot)
    {
        if (_taken[slot] is not { Raw: { } raw } taken) return;
        try
        {
            (_graphs[slot], _taken[slot].Raw) = (RowGraph.Of(taken.Fault is null ? raw : new RawGraph(), _spec.Settings), null);
        }
        catch (FormatException e)
        {
            (_graphs[slot], _taken[slot]) = (RowGraph.Of(new RawGraph(), _spec.Settings), (null, taken.Row, e));
        }
    }
}
