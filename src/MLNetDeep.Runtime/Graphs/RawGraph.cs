namespace MLNetDeep.Runtime;

/// <summary>A graph as the columns of a row have it.</summary>
internal sealed class RawGraph
{
    /// <summary>The number of each node's tag, 0 where it is unknown; empty where nodes have none.</summary>
    public int[] Tags { get; set; } = [];

    /// <summary>The numbers of the first node, then those of the second, and so on.</summary>
    public float[] NodeFeatures { get; set; } = [];

    /// <summary>The position of the node that each edge goes from.</summary>
    public int[] Sources { get; set; } = [];

    /// <summary>The position of the node that each edge goes to.</summary>
    public int[] Targets { get; set; } = [];

    /// <summary>The number of each edge's tag, 0 where it is unknown; empty where edges have none.</summary>
    public int[] EdgeTags { get; set; } = [];

    /// <summary>The numbers of the first edge, then those of the second, and so on.</summary>
    public float[] EdgeFeatures { get; set; } = [];
}
