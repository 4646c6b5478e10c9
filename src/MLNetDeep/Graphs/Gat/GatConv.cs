using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// A layer of graph attention: h = Σ softmax(LeakyReLU(a₁ · W x_j + a₂ · W x_i)) W x_j over the neighbours j of a node i and the node itself. Shapes: [nodes, width] and edges → [nodes, heads × size], or [nodes, size] of
/// heads that are averaged.
/// </summary>
internal sealed class GatConv : AttentionHeads
{
    private const double Slope = 0.2;
    private const string From = "from", To = "to";
    private readonly Linear _linear;

    public GatConv(int width, int heads, int size, double dropout, bool averages) : base(nameof(GatConv), heads, size, dropout, averages)
    {
        _linear = Part("linear", Linear(width, heads * size, hasBias: false));
        init.xavier_uniform_(_linear.weight!);
        Parameter(From, init.xavier_uniform_(empty(1, heads, size)));
        Parameter(To, init.xavier_uniform_(empty(1, heads, size)));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges)
    {
        var (all, values) = (edges.WithLoops(), composer.Apply(_linear, nodes));
        var sum = composer.Add(all.From(Scores(composer, values, get_parameter(From)!)), all.Incoming.Spread(Scores(composer, values, get_parameter(To)!)));
        return Attend(composer, Activations.LeakyRelu(composer, sum, Slope), all.From(values), all);
    }

    protected override Tensor Run(Tensor nodes, EdgeList edges)
    {
        var (all, values) = (edges.WithLoops(), _linear.call(nodes));
        var sum = all.From(Scores(values, get_parameter(From)!)).Plus(all.Incoming.Spread(Scores(all.Own(values), get_parameter(To)!)));
        return Attend(Activations.LeakyRelu(sum, Slope), all.From(values), all);
    }
}
