using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>What the nodes of graphs have, and which graph each is of.</summary>
/// <param name="Nodes">A vector for each node [nodes, width].</param>
/// <param name="Graphs">The graphs that they are of.</param>
internal sealed record NodesOfGraphs(Tensor Nodes, Segments Graphs);

/// <summary>
/// Normalization of nodes: over the batch, over the numbers of each node, or over the nodes of each graph so that they keep their distances (PairNorm: Zhao and Akoglu 2020: x minus the mean, over the root of
/// the mean squared length). Shapes: [nodes, width] stay.
/// </summary>
internal sealed class NodeNorm : Block<NodesOfGraphs>
{
    private readonly GraphNormalization _kind;
    private readonly BatchNormalization? _batch;
    private readonly LayerNorm? _layer;

    public NodeNorm(GraphNormalization kind, int width) : base(nameof(NodeNorm))
    {
        _kind = kind;
        if (kind == GraphNormalization.Batch) _batch = Part("batch", new BatchNormalization(width, followsEpochs: true));
        if (kind == GraphNormalization.Layer) _layer = Part("layer", LayerNorm(width));
    }

    public OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxSegments graphs) => composer.Within(this, () => _kind switch
    {
        GraphNormalization.Batch => composer.Apply(_batch!, nodes),
        GraphNormalization.Layer => composer.Apply(_layer!, nodes),
        GraphNormalization.Pair => Pair(composer, nodes, graphs),
        _ => nodes,
    });

    protected override Tensor Run(NodesOfGraphs input) => _kind switch
    {
        GraphNormalization.Batch => _batch!.call(input.Nodes),
        GraphNormalization.Layer => _layer!.call(input.Nodes),
        GraphNormalization.Pair => Pair(input.Nodes, input.Graphs),
        _ => input.Nodes.alias(),
    };

    private static Tensor Pair(Tensor nodes, Segments graphs)
    {
        var centred = nodes.sub(graphs.Spread(graphs.Mean(nodes)));
        var lengths = graphs.Mean(centred.mul(centred).sum([1], keepdim: true));
        return centred.div(graphs.Spread(lengths.Plus(1e-6).sqrt()));
    }

    private static OnnxValue Pair(OnnxComposer composer, OnnxValue nodes, OnnxSegments graphs)
    {
        var centred = composer.Node("Sub", nodes.Shape, [nodes, graphs.Spread(graphs.Mean(nodes))]);
        var squares = composer.Node("ReduceSumSquare", [1], [centred], ("axes", new long[] { 1 }), ("keepdims", 1));
        var lengths = composer.Node("Sqrt", [1], [composer.Node("Add", [1], [graphs.Mean(squares), composer.Constant(1e-6)])]);
        return composer.Node("Div", nodes.Shape, [centred, graphs.Spread(lengths)]);
    }
}
