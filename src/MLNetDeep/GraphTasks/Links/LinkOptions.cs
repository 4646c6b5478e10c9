namespace MLNetDeep;

/// <summary>How links are learned, beside the network and its training.</summary>
public sealed class LinkOptions
{
    /// <summary>The column of the rows with the ids of the nodes that edges go from. Default Source.</summary>
    public string SourceColumnName { get; set; } = "Source";

    /// <summary>The column of the rows with the ids of the nodes that edges go to. Default Target.</summary>
    public string TargetColumnName { get; set; } = "Target";

    /// <summary>Negative sampling: pairs of nodes without an edge that are drawn for each edge, others in each epoch. Default 1.</summary>
    public int NegativesPerEdge { get; set; } = 1;

    /// <summary>Of a graph of several tables, the one that both nodes are of.</summary>
    public string? TableName { get; set; }
}
