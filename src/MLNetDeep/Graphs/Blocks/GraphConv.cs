using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>What the nodes of graphs have, and the edges between them.</summary>
/// <param name="Nodes">A vector for each node [nodes, width].</param>
/// <param name="Edges">The edges.</param>
internal sealed record GraphSignal(Tensor Nodes, EdgeList Edges);

/// <summary>A layer of message passing. Shapes: [nodes, width] and edges → [receivers, outputs].</summary>
internal abstract class GraphConv(string name) : Block<GraphSignal>(name)
{
    /// <summary>Adds what forward does in evaluation mode.</summary>
    public abstract OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges);

    /// <summary>What forward does.</summary>
    protected abstract Tensor Run(Tensor nodes, EdgeList edges);

    protected sealed override Tensor Run(GraphSignal input) => Run(input.Nodes, input.Edges);
}
