namespace MLNetDeep;

/// <summary>A graph: nodes with tags or numbers, and edges between them.</summary>
/// <param name="NodeTags">How many different tags of nodes are known; 0 where nodes have none. Tag 0 stands for all others.</param>
/// <param name="NodeWidth">Numbers of a node; 0 for none.</param>
/// <param name="EdgeTags">How many different tags of edges are known; 0 where edges have none. Tag 0 stands for all others.</param>
/// <param name="EdgeWidth">Numbers of an edge; 0 for none.</param>
public sealed record GraphShape(int NodeTags, int NodeWidth, int EdgeTags = 0, int EdgeWidth = 0) : InputShape
{
    /// <summary>Whether each node is a row with outputs of its own; else each graph is one.</summary>
    public bool IsPerNode { get; init; }

    /// <summary>Whether each pair of nodes is a row, for links; then <see cref="IsPerNode"/> is true as well.</summary>
    public bool IsPair { get; init; }

    /// <summary>Of nodes of several types, the numbers that each type has; empty where all nodes have <see cref="NodeWidth"/>.</summary>
    public IReadOnlyList<int> TypeWidths { get; init; } = [];

    /// <summary>Nodes of a graph on average.</summary>
    public int MeanNodes { get; init; } = 1;

    /// <inheritdoc/>
    public override int Size => MeanNodes * Math.Max(1, NodeWidth);

    /// <inheritdoc/>
    public override IReadOnlyList<long> Dimensions { get; } = [-1];

    /// <inheritdoc/>
    public override string ToString() => (IsPair ? "pairs of nodes" : IsPerNode ? "nodes" : "graphs of nodes")
        + (TypeWidths.Count > 0 ? $" of {TypeWidths.Count} types" : NodeTags > 0 ? $" with {NodeTags} tags{(NodeWidth > 0 ? $" and {NodeWidth} numbers" : "")}" : $" with {NodeWidth} numbers")
        + (EdgeTags > 0 || EdgeWidth > 0 ? $", edges with {(EdgeTags > 0 ? $"{EdgeTags} tags" : "")}{(EdgeTags > 0 && EdgeWidth > 0 ? " and " : "")}{(EdgeWidth > 0 ? $"{EdgeWidth} numbers" : "")}" : "");

    /// <summary>Whether both say the same of networks; how large graphs are plays no part.</summary>
    public bool Equals(GraphShape? other) => other is not null && (NodeTags, NodeWidth, EdgeTags, EdgeWidth, IsPerNode, IsPair) == (other.NodeTags, other.NodeWidth, other.EdgeTags, other.EdgeWidth, other.IsPerNode, other.IsPair)
        && TypeWidths.SequenceEqual(other.TypeWidths);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(NodeTags, NodeWidth, EdgeTags, EdgeWidth, IsPerNode, TypeWidths.Count);
}
