using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// A layer of GIN: h = MLP((1 + ε) x_i + Σ x_j) over the neighbours j of a node i; of GINE, where edges have vectors: Σ ReLU(x_j + e_ij). Shapes: [nodes, width] and edges → [nodes, outputs].
/// </summary>
internal sealed class IsomorphismConv : GraphConv
{
    private const string Epsilon = "epsilon";
    private readonly Sequential _layers;
    private readonly EdgeVectors? _edges;

    /// <param name="width">Numbers of a node before it.</param>
    /// <param name="outputs">Numbers of a node behind it.</param>
    /// <param name="hidden">Neurons of the hidden layer.</param>
    /// <param name="edges">What graphs look like, where the vectors of edges play a part; else null.</param>
    /// <param name="learnsEpsilon">Whether ε is learned.</param>
    public IsomorphismConv(int width, int outputs, int hidden, GraphShape? edges, bool learnsEpsilon) : base(nameof(IsomorphismConv))
    {
        _layers = Part("layers", Sequential(("first", Linear(width, hidden)), ("norm", new BatchNormalization(hidden, followsEpochs: true)), ("relu", ReLU()), ("second", Linear(hidden, outputs))));
        if (edges is not null && EdgeVectors.AreIn(edges)) _edges = Part("edges", new EdgeVectors(edges, width));
        if (learnsEpsilon) Parameter(Epsilon, zeros(1));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges)
    {
        var sums = _edges is null ? edges.SumOf(nodes) : edges.Incoming.Sum(Activations.Relu(composer, composer.Add(edges.From(nodes), _edges.Export(composer, edges))));
        var own = get_parameter(Epsilon) is { } epsilon ? composer.Node("Mul", nodes.Shape, [nodes, composer.Node("Add", [], [composer.Constant(epsilon), composer.Constant(1)])]) : nodes;
        return composer.Apply(_layers, composer.Add(own, sums));
    }

    protected override Tensor Run(Tensor nodes, EdgeList edges)
    {
        var sums = _edges is null ? edges.SumOf(nodes) : edges.Incoming.Sum(edges.From(nodes).Plus(_edges.call(edges)).relu());
        var own = get_parameter(Epsilon) is { } epsilon ? edges.Own(nodes).mul(epsilon.Plus(1)) : edges.Own(nodes);
        return _layers.call(own.Plus(sums));
    }
}
