namespace MLNetDeep.Inputs.Graphs;

/// <summary>The neighbourhood of some nodes: they come first, then their neighbours, then the neighbours of these.</summary>
/// <param name="Nodes">The number of each node in the graph.</param>
/// <param name="Sources">The place of the node that each edge goes from.</param>
/// <param name="Targets">The place of the node that each edge goes to, in ascending order.</param>
/// <param name="Edges">The number of each edge in the graph.</param>
/// <param name="Hops">How many nodes are within each number of edges from those that were asked for, from 0.</param>
internal sealed record Neighbourhood(List<int> Nodes, List<long> Sources, List<long> Targets, List<long> Edges, List<int> Hops);

/// <summary>Draws the neighbours that mini-batches of nodes are computed with (Hamilton et al., Inductive Representation Learning on Large Graphs, 2017).</summary>
/// <param name="edges">The edges.</param>
/// <param name="fanouts">The most neighbours of each node, for each hop.</param>
internal sealed class NeighbourSampler(NodeEdges edges, IReadOnlyList<int> fanouts)
{
    // The place of each node in the neighbourhood, and which of them that was: nothing need be cleared in between.
    private readonly int[] _places = new int[edges.Nodes];
    private readonly int[] _stamps = new int[edges.Nodes];
    private readonly List<long> _drawn = [];
    private int _stamp;

    /// <summary>Draws for some nodes, none of which is given twice.</summary>
    public Neighbourhood Draw(ReadOnlySpan<long> seeds, Random random)
    {
        _stamp++;
        var found = new Neighbourhood([], [], [], [], []);
        foreach (var seed in seeds) Place((int)seed, found);
        found.Hops.Add(found.Nodes.Count);
        var from = 0;
        foreach (var fanout in fanouts)
        {
            var end = found.Nodes.Count;
            for (var target = from; target < end; target++) Add(target, fanout, random, found);
            from = end;
            found.Hops.Add(found.Nodes.Count);
        }
        return found;
    }

    private void Add(int target, int fanout, Random random, Neighbourhood found)
    {
        var node = found.Nodes[target];
        Choose(edges.Offsets[node], edges.Offsets[node + 1], fanout, random);
        foreach (var edge in _drawn)
        {
            found.Sources.Add(Place(edges.Sources[edge], found));
            found.Targets.Add(target);
            found.Edges.Add(edge);
        }
    }

    // Floyd's way to draw without putting back; degrees are large where few are drawn.
    private void Choose(long from, long end, int fanout, Random random)
    {
        _drawn.Clear();
        var count = end - from;
        for (var i = Math.Max(0, count - fanout); i < count; i++)
        {
            var edge = from + random.NextInt64(i + 1);
            _drawn.Add(count > fanout && _drawn.Contains(edge) ? from + i : count > fanout ? edge : from + i);
        }
    }

    private int Place(int node, Neighbourhood found)
    {
        if (_stamps[node] == _stamp) return _places[node];
        (_stamps[node], _places[node]) = (_stamp, found.Nodes.Count);
        found.Nodes.Add(node);
        return _places[node];
    }
}
