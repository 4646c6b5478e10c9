using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>Makes one vector of the nodes of each graph: sum, mean, largest, or a mean weighted by attention (Li et al., Gated Graph Sequence Neural Networks, 2016). Shapes: [nodes, width] → [graphs, width].</summary>
internal sealed class Readout : Block<NodesOfGraphs>
{
    private readonly GraphPooling _pooling;
    private readonly Linear? _gate;

    public Readout(GraphPooling pooling, int width) : base(nameof(Readout))
    {
        _pooling = pooling;
        if (pooling == GraphPooling.Attention) _gate = Part("gate", Linear(width, 1));
    }

    public OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxSegments graphs) => composer.Within(this, () => _pooling switch
    {
        GraphPooling.Sum => graphs.Sum(nodes),
        GraphPooling.Mean => graphs.Mean(nodes),
        GraphPooling.Max => graphs.Max(nodes),
        _ => graphs.Sum(composer.Node("Mul", nodes.Shape, [nodes, graphs.Softmax(composer.Apply(_gate!, nodes))])),
    });

    protected override Tensor Run(NodesOfGraphs input) => _pooling switch
    {
        GraphPooling.Sum => input.Graphs.Sum(input.Nodes),
        GraphPooling.Mean => input.Graphs.Mean(input.Nodes),
        GraphPooling.Max => input.Graphs.Max(input.Nodes),
        _ => input.Graphs.Sum(input.Nodes.mul(input.Graphs.Softmax(_gate!.call(input.Nodes)))),
    };
}
