namespace MLNetDeep.Onnx;

/// <summary>For modules over graphs: says in terms of their parts, and of ONNX operators, what their forward does.</summary>
public interface IGraphOnnxExportable
{
    /// <summary>Adds to the model what <c>forward</c> does in evaluation mode.</summary>
    /// <param name="composer">The model under construction.</param>
    /// <param name="batch">The graphs.</param>
    /// <returns>What <c>forward</c> gives back.</returns>
    OnnxValue Export(OnnxComposer composer, OnnxGraphBatch batch);
}

/// <summary>The values of a batch of graphs in ONNX, as <see cref="GraphBatch"/> has them. Where a value's shape says rows, these are nodes, edges or graphs.</summary>
public sealed record OnnxGraphBatch
{
    /// <summary>The tag of each node [nodes] (Int64).</summary>
    public required OnnxValue Tags { get; init; }

    /// <summary>Numbers of the nodes [nodes, width]; null where they have none.</summary>
    public OnnxValue? Features { get; init; }

    /// <summary>The node that each edge goes from [edges] (Int64).</summary>
    public required OnnxValue Sources { get; init; }

    /// <summary>The node that each edge goes to [edges] (Int64).</summary>
    public required OnnxValue Targets { get; init; }

    /// <summary>The tag of each edge [edges] (Int64); null where edges have none.</summary>
    public OnnxValue? EdgeTags { get; init; }

    /// <summary>Numbers of the edges [edges, width]; null where they have none.</summary>
    public OnnxValue? EdgeFeatures { get; init; }

    /// <summary>The graph that each node is of [nodes] (Int64).</summary>
    public required OnnxValue GraphOf { get; init; }

    /// <summary>How many nodes: a vector of one (Int64).</summary>
    public required OnnxValue Nodes { get; init; }

    /// <summary>How many graphs: a vector of one (Int64).</summary>
    public required OnnxValue Graphs { get; init; }
}
