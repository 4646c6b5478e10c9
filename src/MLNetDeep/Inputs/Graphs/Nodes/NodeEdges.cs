namespace MLNetDeep.Inputs.Graphs;

/// <summary>Edges in compressed rows: those that go to node i stand from Offsets[i] to Offsets[i + 1], sorted by the node they come from.</summary>
/// <param name="Offsets">Where the edges of each node begin [nodes + 1].</param>
/// <param name="Sources">The node that each edge goes from.</param>
/// <param name="Weights">How much edges count; null where all count the same.</param>
/// <param name="Tags">The tag of each edge, from 1; null where there are none.</param>
internal sealed record NodeEdges(long[] Offsets, int[] Sources, float[]? Weights, int[]? Tags)
{
    /// <summary>How many nodes.</summary>
    public int Nodes => Offsets.Length - 1;

    /// <summary>How many edges.</summary>
    public long Count => Sources.LongLength;

    /// <summary>The node that each edge goes to.</summary>
    public long[] Targets()
    {
        var targets = new long[Count];
        for (var node = 0; node < Nodes; node++) targets.AsSpan((int)Offsets[node], (int)(Offsets[node + 1] - Offsets[node])).Fill(node);
        return targets;
    }

    /// <summary>Puts edges in order. Edges of one tag between the same nodes become one; their weights are added.</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="edges">The edges.</param>
    /// <returns>The edges, and how many were given again.</returns>
    public static (NodeEdges Edges, long Again) Of(int nodes, EdgeCollection edges)
    {
        var offsets = new long[nodes + 1];
        foreach (var target in edges.Targets) offsets[target + 1]++;
        for (var i = 0; i < nodes; i++) offsets[i + 1] += offsets[i];
        // A radix sort: each pass keeps the order that the one before it made.
        int[] order = [.. Enumerable.Range(0, edges.Targets.Count)];
        if (edges.HasTags) order = Ordered(order, edges.Tag);
        order = Ordered(order, edge => edges.Sources[edge]);
        order = Ordered(order, edge => edges.Targets[edge]);
        return Merge(nodes, offsets, order, edges);
    }

    /// <summary>The edges between some of the nodes.</summary>
    public NodeEdges Among(bool[] nodes)
    {
        var kept = new EdgeCollection(Weights is not null, Tags is not null);
        for (var target = 0; target < Nodes; target++)
            for (var i = Offsets[target]; nodes[target] && i < Offsets[target + 1]; i++)
                if (nodes[Sources[i]]) kept.Add(Sources[i], target, Weights?[i] ?? 1, Tags?[i] ?? 0);
        return Of(Nodes, kept).Edges;
    }

    // By a key from 0; equal keys stay as they were.
    private static int[] Ordered(int[] order, Func<int, int> key)
    {
        var (places, ordered) = (new int[order.Length == 0 ? 1 : order.Max(key) + 2], new int[order.Length]);
        foreach (var edge in order) places[key(edge) + 1]++;
        for (var i = 1; i < places.Length; i++) places[i] += places[i - 1];
        foreach (var edge in order) ordered[places[key(edge)]++] = edge;
        return ordered;
    }

    private static (NodeEdges, long) Merge(int nodes, long[] offsets, int[] order, EdgeCollection edges)
    {
        var (sources, tags, weights, starts) = (new List<int>(order.Length), edges.HasTags ? new List<int>(order.Length) : null, edges.HasWeights ? new List<float>(order.Length) : null, new long[nodes + 1]);
        for (var target = 0; target < nodes; target++)
        {
            var own = order.AsSpan((int)offsets[target], (int)(offsets[target + 1] - offsets[target]));
            var before = -1;
            foreach (var edge in own)
            {
                if (before >= 0 && edges.Sources[before] == edges.Sources[edge] && edges.Tag(before) == edges.Tag(edge))
                {
                    if (weights is not null) weights[^1] += edges.Weight(edge);
                    continue;
                }
                sources.Add(edges.Sources[edge]);
                tags?.Add(edges.Tag(edge));
                weights?.Add(edges.Weight(edge));
                before = edge;
            }
            starts[target + 1] = sources.Count;
        }
        return (new NodeEdges(starts, [.. sources], weights?.ToArray(), tags?.ToArray()), order.Length - sources.Count);
    }
}

/// <summary>Edges on their way into a graph.</summary>
/// <param name="hasWeights">Whether they count differently.</param>
/// <param name="hasTags">Whether they have tags.</param>
internal sealed class EdgeCollection(bool hasWeights, bool hasTags)
{
    private readonly List<float> _weights = [];
    private readonly List<int> _tags = [];

    public bool HasWeights => hasWeights;

    public bool HasTags => hasTags;

    public List<int> Sources { get; } = [];

    public List<int> Targets { get; } = [];

    public float Weight(int edge) => hasWeights ? _weights[edge] : 1;

    public int Tag(int edge) => hasTags ? _tags[edge] : 0;

    public void Add(int source, int target, float weight = 1, int tag = 0)
    {
        Sources.Add(source);
        Targets.Add(target);
        if (hasWeights) _weights.Add(weight);
        if (hasTags) _tags.Add(tag);
    }
}
