using static TorchSharp.torch;

namespace MLNetDeep;

/// <summary>
/// Graphs as a module gets them: the disjoint union of a batch's graphs, or one graph whose nodes are the rows. Edges are sorted by the node that they go to.
/// </summary>
public sealed class GraphBatch : IDisposable
{
    /// <summary>The tag of each node [nodes] (Int64); 0 where it is unknown or there is none.</summary>
    public required Tensor Tags { get; init; }

    /// <summary>Numbers of the nodes, standardized [nodes, width]; null where they have none.</summary>
    public Tensor? Features { get; init; }

    /// <summary>Of nodes of several types, for each type the places of its nodes [nodes of the type] (Int64) and their numbers [nodes of the type, width].</summary>
    public IReadOnlyList<(Tensor Nodes, Tensor Features)> Types { get; init; } = [];

    /// <summary>The node that each edge goes from [edges] (Int64).</summary>
    public required Tensor Sources { get; init; }

    /// <summary>The node that each edge goes to [edges] (Int64), in ascending order.</summary>
    public required Tensor Targets { get; init; }

    /// <summary>The tag of each edge [edges] (Int64), 0 where it is unknown; null where edges have none.</summary>
    public Tensor? EdgeTags { get; init; }

    /// <summary>Numbers of the edges, standardized [edges, width]; null where they have none.</summary>
    public Tensor? EdgeFeatures { get; init; }

    /// <summary>How much each edge counts [edges, 1]; null where all count the same.</summary>
    public Tensor? EdgeWeights { get; init; }

    /// <summary>The graph that each node is of [nodes] (Int64), in ascending order.</summary>
    public required Tensor GraphOf { get; init; }

    /// <summary>How many graphs.</summary>
    public required int Graphs { get; init; }

    /// <summary>How many nodes.</summary>
    public long Nodes => Tags.shape[0];

    /// <summary>How many edges.</summary>
    public long Edges => Sources.shape[0];

    /// <summary>Of the neighbourhood of some nodes, how many nodes are within each number of edges from them, from 0; empty for whole graphs.</summary>
    internal IReadOnlyList<int> Hops { get; init; } = [];

    /// <summary>The nodes, from the first, that are within so many edges from those that outputs are asked for.</summary>
    internal long Within(int hops) => Hops.Count == 0 ? Nodes : Hops[Math.Min(hops, Hops.Count - 1)];

    /// <summary>What modules have made of the edges and may be needed again; disposed with this.</summary>
    internal IDisposable? Derived { get; set; }

    /// <summary>Frees what was made of the tensors, not these themselves.</summary>
    public void Dispose()
    {
        Derived?.Dispose();
        Derived = null;
    }
}
