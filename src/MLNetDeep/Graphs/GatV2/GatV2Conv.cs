using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// A layer of graph attention of the second version: h = Σ softmax(a · LeakyReLU(W₁ x_j + W₂ x_i + W₃ e_ij)) W₁ x_j over the neighbours j of a node i and the node itself. Shapes: [nodes, width] and edges →
/// [nodes, heads × size], or [nodes, size] of heads that are averaged.
/// </summary>
internal sealed class GatV2Conv : AttentionHeads
{
    private const double Slope = 0.2;
    private const string Vector = "vector";
    private readonly Linear _senders, _receivers;
    private readonly EdgeVectors? _edges;

    public GatV2Conv(int width, int heads, int size, GraphShape input, double dropout, bool averages) : base(nameof(GatV2Conv), heads, size, dropout, averages)
    {
        _senders = Part("from", Linear(width, heads * size));
        _receivers = Part("to", Linear(width, heads * size));
        if (EdgeVectors.AreIn(input)) _edges = Part("edges", new EdgeVectors(input, heads * size));
        Parameter(Vector, init.xavier_uniform_(empty(1, heads, size)));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges)
    {
        var all = edges.WithLoops();
        var brought = all.From(composer.Apply(_senders, nodes));
        var sum = composer.Add(brought, all.Incoming.Spread(composer.Apply(_receivers, nodes)));
        if (_edges is not null) sum = composer.Add(sum, _edges.Export(composer, all));
        return Attend(composer, Scores(composer, Activations.LeakyRelu(composer, sum, Slope), get_parameter(Vector)!), brought, all);
    }

    protected override Tensor Run(Tensor nodes, EdgeList edges)
    {
        var all = edges.WithLoops();
        var brought = all.From(_senders.call(nodes));
        var sum = brought.Plus(all.Incoming.Spread(_receivers.call(all.Own(nodes))));
        if (_edges is not null) sum = sum.Plus(_edges.call(all));
        return Attend(Scores(Activations.LeakyRelu(sum, Slope), get_parameter(Vector)!), brought, all);
    }
}
