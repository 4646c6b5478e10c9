namespace MLNetDeep;

/// <summary>How tables of nodes and of edges become a graph.</summary>
public sealed class NodeGraphOptions
{
    /// <summary>The column of the nodes with their ids: text, whole numbers or keys, no two alike. Default Id.</summary>
    public string IdColumnName { get; set; } = "Id";

    /// <summary>
    /// The columns of the nodes that networks learn from: numbers, vectors of numbers of known size (sparse ones are welcome), flags, text and keys, which are categories. Never the label. Default Features.
    /// </summary>
    public string[] FeatureColumnNames { get; set; } = ["Features"];

    /// <summary>The column of the edges with the id of the node that they go from. Default Source.</summary>
    public string SourceColumnName { get; set; } = "Source";

    /// <summary>The column of the edges with the id of the node that they go to. Default Target.</summary>
    public string TargetColumnName { get; set; } = "Target";

    /// <summary>The column of the edges (Single) that says how much each counts, above 0; all count the same when null (the default). Weights of edges that are given several times are added.</summary>
    public string? WeightColumnName { get; set; }

    /// <summary>The column of the edges with their tags or relations: text, whole numbers or keys. None when null (the default).</summary>
    public string? EdgeTagColumnName { get; set; }

    /// <summary>Whether edges go one way: else each goes both ways. Default false.</summary>
    public bool Directed { get; set; }

    /// <summary>Whether edges from or to ids that no node has are left out, and counted; else they are an error. Default false.</summary>
    public bool DropDanglingEdges { get; set; }

    /// <summary>How numbers of nodes are normalized. Default Auto.</summary>
    public NodeNormalization Normalization { get; set; }
}

/// <summary>Normalizations of what nodes have.</summary>
public enum NodeNormalization
{
    /// <summary>RowSum where no number is below 0 and nine in ten are 0, as of bags of words; else Standard.</summary>
    Auto,

    /// <summary>None; missing numbers become 0.</summary>
    None,

    /// <summary>Each column to mean 0 and standard deviation 1 over all nodes; missing numbers become the mean. Categories stay 0 and 1.</summary>
    Standard,

    /// <summary>The numbers of each node by their sum.</summary>
    RowSum,
}
