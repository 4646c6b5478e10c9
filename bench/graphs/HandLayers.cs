using MLNetDeep.Graphs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Bench.Graphs;

/// <summary>A layer as one writes it by hand: what edges bring is picked by index_select and added by index_add; and one over the matrix of all pairs of nodes.</summary>
internal abstract class HandLayer(GraphConv product, RandomGraph graph) : IDisposable
{
    protected Tensor Sources => graph.Sources;

    protected Tensor Targets => graph.Targets;

    protected Tensor X => graph.Features;

    protected long Nodes => graph.Batch.Nodes;

    public abstract Tensor Forward();

    public abstract Tensor Dense();

    public virtual void Dispose()
    {
    }

    protected Tensor Parameter(string name) => product.named_parameters().Single(p => p.name == name).parameter;

    /// <summary>The matrix of all pairs: 1 in row i and column j for an edge from j to i.</summary>
    protected Tensor Pairs() => zeros(Nodes, Nodes).index_put_(ones(1), Targets, Sources);
}

/// <summary>A graph convolution.</summary>
internal sealed class HandGcn : HandLayer
{
    private readonly Tensor _shares, _pairs;

    public HandGcn(GraphConv product, RandomGraph graph) : base(product, graph)
    {
        using var scope = NewDisposeScope();
        var roots = zeros(Nodes).index_add(0, Targets, ones(Targets.shape[0]), 1).rsqrt();
        _shares = roots.index_select(0, Sources).mul(roots.index_select(0, Targets)).unsqueeze(1).DetachFromDisposeScope();
        _pairs = Pairs().mul(roots.unsqueeze(0)).mul(roots.unsqueeze(1)).DetachFromDisposeScope();
    }

    public override Tensor Forward()
    {
        var brought = functional.linear(X, Parameter("linear.weight")).index_select(0, Sources).mul(_shares);
        return zeros(Nodes, brought.shape[1]).index_add(0, Targets, brought, 1).add(Parameter("bias"), 1);
    }

    public override Tensor Dense() => _pairs.mm(functional.linear(X, Parameter("linear.weight"))).add(Parameter("bias"), 1);

    public override void Dispose()
    {
        _shares.Dispose();
        _pairs.Dispose();
    }
}

/// <summary>A layer of graph attention. Its softmax takes away the largest score of all edges: libtorch's maximum by node is not in TorchSharp.</summary>
internal sealed class HandGat : HandLayer
{
    private const double Slope = 0.2;
    private readonly int _heads;
    private readonly Tensor _absent;

    public HandGat(GraphConv product, RandomGraph graph, int heads) : base(product, graph)
    {
        using var scope = NewDisposeScope();
        _heads = heads;
        _absent = Pairs().eq(0).unsqueeze(0).DetachFromDisposeScope();
    }

    public override Tensor Forward()
    {
        var (values, from, to) = Heads();
        var scores = functional.leaky_relu(from.index_select(0, Sources).add(to.index_select(0, Targets), 1), Slope);
        var powers = scores.sub(scores.detach().max()).exp();
        var sums = zeros(Nodes, _heads).index_add(0, Targets, powers, 1);
        var shares = powers.div(sums.index_select(0, Targets));
        var brought = values.index_select(0, Sources).mul(shares.unsqueeze(2)).flatten(1);
        return zeros(Nodes, brought.shape[1]).index_add(0, Targets, brought, 1).add(Parameter("bias"), 1);
    }

    public override Tensor Dense()
    {
        var (values, from, to) = Heads();
        var scores = functional.leaky_relu(from.t().unsqueeze(1).add(to.t().unsqueeze(2), 1), Slope).masked_fill(_absent, float.NegativeInfinity);
        return scores.softmax(2).bmm(values.transpose(0, 1)).transpose(0, 1).flatten(1).add(Parameter("bias"), 1);
    }

    public override void Dispose() => _absent.Dispose();

    private (Tensor Values, Tensor From, Tensor To) Heads()
    {
        var values = functional.linear(X, Parameter("linear.weight")).reshape(Nodes, _heads, -1);
        return (values, values.mul(Parameter("from")).sum([2]), values.mul(Parameter("to")).sum([2]));
    }
}
