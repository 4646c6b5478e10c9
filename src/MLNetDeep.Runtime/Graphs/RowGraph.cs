using System.Globalization;

namespace MLNetDeep.Runtime;

/// <summary>
/// A graph as networks take it: edges sorted by the node they go to, reverse edges added where graphs are undirected, at least one node. The same in training and in a saved model.
/// </summary>
internal sealed class RowGraph
{
    private RowGraph(int nodes) => Tags = new int[nodes];

    /// <summary>The number of each node's tag, 0 where it is unknown or there is none.</summary>
    public int[] Tags { get; private init; }

    /// <summary>Numbers of the nodes, one node behind the other; NaN where they are missing.</summary>
    public float[] Features { get; private set; } = [];

    /// <summary>The node that each edge goes from.</summary>
    public int[] Sources { get; private set; } = [];

    /// <summary>The node that each edge goes to, in ascending order.</summary>
    public int[] Targets { get; private set; } = [];

    /// <summary>The number of each edge's tag, 0 where it is unknown; empty where edges have none.</summary>
    public int[] EdgeTags { get; private set; } = [];

    /// <summary>Numbers of the edges, one edge behind the other.</summary>
    public float[] EdgeFeatures { get; private set; } = [];

    /// <summary>Makes a graph of what a row has. A row without any node becomes one node of which nothing is known.</summary>
    /// <param name="raw">What the row has.</param>
    /// <param name="settings">How it is taken.</param>
    /// <exception cref="FormatException">The columns do not fit each other; the message says how.</exception>
    public static RowGraph Of(RawGraph raw, GraphSettings settings)
    {
        var nodes = CountNodes(raw, settings);
        Check(raw, settings, nodes);
        var graph = new RowGraph(Math.Max(1, nodes));
        if (settings.HasTags) raw.Tags.CopyTo(graph.Tags, 0);
        graph.TakeEdges(raw, settings);
        graph.Features = graph.Join(nodes == 0 ? Missing(settings.NodeFeatures) : raw.NodeFeatures, settings);
        return graph;
    }

    /// <summary>The position of a node as a whole number; what is beyond all positions becomes one that is refused.</summary>
    /// <exception cref="FormatException">It is not whole.</exception>
    internal static int Position(double value) => value == Math.Floor(value) ? (int)Math.Clamp(value, -1, int.MaxValue)
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"an edge has node {value}, but nodes are counted by whole numbers"));

    /// <summary>A graph whose parts are in order already.</summary>
    internal static RowGraph Ready(int[] tags, float[] features, int[] sources, int[] targets, int[] edgeTags, float[] edgeFeatures) =>
        new(0) { Tags = tags, Features = features, Sources = sources, Targets = targets, EdgeTags = edgeTags, EdgeFeatures = edgeFeatures };

    private static float[] Missing(int count)
    {
        var missing = new float[count];
        Array.Fill(missing, float.NaN);
        return missing;
    }

    private static int CountNodes(RawGraph raw, GraphSettings settings)
    {
        if (settings.HasTags) return raw.Tags.Length;
        if (raw.NodeFeatures.Length % settings.NodeFeatures != 0)
            throw new FormatException($"there are {raw.NodeFeatures.Length} numbers of nodes, which {settings.NodeFeatures} for each node do not divide");
        return raw.NodeFeatures.Length / settings.NodeFeatures;
    }

    private static void Check(RawGraph raw, GraphSettings settings, int nodes)
    {
        if (settings.HasTags && settings.NodeFeatures > 0 && raw.NodeFeatures.Length != (long)nodes * settings.NodeFeatures)
            throw new FormatException($"there are {nodes} nodes with {settings.NodeFeatures} numbers each, but {raw.NodeFeatures.Length} numbers");
        if (raw.Sources.Length != raw.Targets.Length)
            throw new FormatException($"there are {raw.Sources.Length} sources of edges, but {raw.Targets.Length} targets");
        if (settings.HasEdgeTags && raw.EdgeTags.Length != raw.Sources.Length)
            throw new FormatException($"there are {raw.Sources.Length} edges, but {raw.EdgeTags.Length} tags of edges");
        if (settings.EdgeFeatures > 0 && raw.EdgeFeatures.Length != (long)raw.Sources.Length * settings.EdgeFeatures)
            throw new FormatException($"there are {raw.Sources.Length} edges with {settings.EdgeFeatures} numbers each, but {raw.EdgeFeatures.Length} numbers");
        for (var i = 0; i < raw.Sources.Length; i++)
            if ((uint)raw.Sources[i] >= (uint)nodes || (uint)raw.Targets[i] >= (uint)nodes)
                throw new FormatException($"edge {i + 1} goes from node {raw.Sources[i]} to node {raw.Targets[i]}, but "
                    + (nodes == 0 ? "there are no nodes" : $"nodes are counted from 0 to {nodes - 1}"));
    }

    private void TakeEdges(RawGraph raw, GraphSettings settings)
    {
        List<(int Source, int Target, int Edge)> edges = [.. raw.Sources.Select((source, i) => (source, raw.Targets[i], i))];
        if (settings.IsUndirected)
        {
            var known = edges.Select(edge => (edge.Source, edge.Target)).ToHashSet();
            edges.AddRange([.. edges.Where(edge => known.Add((edge.Target, edge.Source))).Select(edge => (edge.Target, edge.Source, edge.Edge))]);
        }
        edges.Sort((left, right) => (left.Target, left.Source, left.Edge).CompareTo((right.Target, right.Source, right.Edge)));
        (Sources, Targets) = ([.. edges.Select(edge => edge.Source)], [.. edges.Select(edge => edge.Target)]);
        if (settings.HasEdgeTags) EdgeTags = [.. edges.Select(edge => raw.EdgeTags[edge.Edge])];
        var width = settings.EdgeFeatures;
        if (width > 0) EdgeFeatures = [.. edges.SelectMany(edge => new ArraySegment<float>(raw.EdgeFeatures, edge.Edge * width, width))];
    }

    private float[] Join(float[] features, GraphSettings settings)
    {
        if (settings.NodeWidth == settings.NodeFeatures) return features;
        List<(float[] Numbers, int Width)> parts = [(features, settings.NodeFeatures)];
        if (settings.WalkSteps > 0) parts.Add((ReturnProbabilities.Of(Tags.Length, Sources, Targets, settings.WalkSteps), settings.WalkSteps));
        if (settings.Eigenvectors > 0) parts.Add((LaplacianVectors.Of(Tags.Length, Sources, Targets, settings.Eigenvectors), settings.Eigenvectors));
        var (all, at) = (new float[Tags.Length * settings.NodeWidth], 0);
        for (var node = 0; node < Tags.Length; node++)
            foreach (var (numbers, width) in parts)
            {
                numbers.AsSpan(node * width, width).CopyTo(all.AsSpan(at));
                at += width;
            }
        return all;
    }
}
