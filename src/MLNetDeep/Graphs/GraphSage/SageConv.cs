using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>A layer of GraphSAGE: h = x W₁ + aggregate(neighbours) W₂ + b. Shapes: [nodes, width] and edges → [nodes, outputs].</summary>
internal sealed class SageConv : GraphConv
{
    private readonly SageAggregation _aggregation;
    private readonly Linear _own, _neighbours;
    private readonly Linear? _pool;
    private readonly NeighbourLstm? _lstm;

    public SageConv(SageAggregation aggregation, int width, int outputs) : base(nameof(SageConv))
    {
        _aggregation = aggregation;
        _own = Part("own", Linear(width, outputs));
        _neighbours = Part("neighbours", Linear(width, outputs, hasBias: false));
        if (aggregation == SageAggregation.Max) _pool = Part("pool", Linear(width, width));
        if (aggregation == SageAggregation.Lstm) _lstm = Part("lstm", new NeighbourLstm(width));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges)
    {
        var neighbours = _aggregation switch
        {
            SageAggregation.Max => edges.Incoming.Max(edges.From(Activations.Relu(composer, composer.Apply(_pool!, nodes)))),
            SageAggregation.Lstm => composer.Within(_lstm!, () => _lstm!.Export(composer, nodes, edges)),
            _ => edges.MeanOf(nodes),
        };
        return composer.Add(composer.Apply(_own, nodes), composer.Apply(_neighbours, neighbours));
    }

    protected override Tensor Run(Tensor nodes, EdgeList edges)
    {
        var neighbours = _aggregation switch
        {
            SageAggregation.Max => edges.Incoming.Max(edges.From(_pool!.call(nodes).relu())),
            SageAggregation.Lstm => _lstm!.call(new GraphSignal(nodes, edges)),
            _ => edges.MeanOf(nodes),
        };
        return _own.call(edges.Own(nodes)).Plus(_neighbours.call(neighbours));
    }
}
