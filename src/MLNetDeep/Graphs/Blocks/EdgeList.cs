using MLNetDeep.Common;
using static TorchSharp.torch;

namespace MLNetDeep.Graphs;

/// <summary>The edges of a batch of graphs, and what layers make of them. What is made is kept for the next layer and the next step where the graph stays the same.</summary>
internal sealed class EdgeList : IDisposable
{
    private readonly List<Tensor> _kept = [];
    private readonly Dictionary<(long Receivers, long Nodes), EdgeList> _parts = [];
    private EdgeList? _looped, _normalized, _all;
    private Tensor? _adjacency, _normal, _means;
    private RelationPairs? _relations;

    private EdgeList(Tensor sources, Tensor targets, Tensor? weights, long nodes, long receivers)
    {
        (Sources, Weights, Nodes, Receivers) = (sources, weights, nodes, receivers);
        Incoming = new Segments(targets, receivers);
    }

    /// <summary>The node that each edge goes from [edges].</summary>
    public Tensor Sources { get; }

    /// <summary>The node that each edge goes to [edges].</summary>
    public Tensor Targets => Incoming.Owners;

    /// <summary>How much edges count [edges, 1]; null where all count the same.</summary>
    public Tensor? Weights { get; }

    /// <summary>The tag of each edge [edges]; null where there are none.</summary>
    public Tensor? Tags { get; private init; }

    /// <summary>Numbers of each edge [edges, width]; null where there are none.</summary>
    public Tensor? Features { get; private init; }

    /// <summary>How many nodes.</summary>
    public long Nodes { get; }

    /// <summary>How many nodes, from the first, layers give something for: fewer than there are where only the neighbourhood of some is computed.</summary>
    public long Receivers { get; }

    /// <summary>The edges that go to each receiver.</summary>
    public Segments Incoming { get; }

    /// <summary>The edges of a batch.</summary>
    public static EdgeList Of(GraphBatch batch)
    {
        if (batch.Derived is EdgeList known) return known;
        var edges = new EdgeList(batch.Sources, batch.Targets, batch.EdgeWeights, batch.Nodes, batch.Nodes) { Tags = batch.EdgeTags, Features = batch.EdgeFeatures };
        batch.Derived = edges;
        return edges;
    }

    /// <summary>The edges to the first nodes alone; loops and degrees are still those of all.</summary>
    /// <param name="receivers">How many nodes layers give something for.</param>
    /// <param name="nodes">How many nodes, from the first, have edges to them.</param>
    public EdgeList To(long receivers, long nodes)
    {
        if ((receivers, nodes) == (Receivers, Nodes)) return this;
        if (_parts.TryGetValue((receivers, nodes), out var known)) return known;
        using var scope = NewDisposeScope();
        var part = Subset(Targets.lt(tensor(receivers, device: Sources.device)).nonzero().flatten(), receivers, nodes);
        part._all = this;
        return _parts[(receivers, nodes)] = part;
    }

    /// <summary>What receivers have themselves [receivers, width].</summary>
    public Tensor Own(Tensor nodes) => Receivers == Nodes ? nodes : nodes.narrow(0, 0, Receivers);

    /// <summary>What the nodes have that edges go from [edges, width].</summary>
    public Tensor From(Tensor nodes) => nodes.index_select(0, Sources);

    /// <summary>
    /// Sums of what neighbours have [receivers, width], each by the weight of its edge. As a product with a sparse matrix of as many entries as there are edges: no row for each edge is made.
    /// </summary>
    public Tensor SumOf(Tensor nodes) => Product(_adjacency ??= Sparse(() => Ones), nodes);

    /// <summary>Means of what neighbours have [receivers, width], each by the weight of its edge; 0 for nodes without any.</summary>
    public Tensor MeanOf(Tensor nodes) => Product(_means ??= Sparse(() => Ones.div(Incoming.Spread(Incoming.Sum(Ones).AtLeast(1e-12)))), nodes);

    /// <summary>The symmetrically normalized sum of Kipf and Welling [receivers, width]; each edge counts 1 / √(degree · degree). Meant for edges with loops.</summary>
    public Tensor NormalOf(Tensor nodes) => Product(_normal ??= Sparse(NormalShares), nodes);

    /// <summary>The edges with the weights of <see cref="NormalOf"/>.</summary>
    public EdgeList Normalized()
    {
        if (_normalized is not null) return _normalized;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return _normalized = new EdgeList(Sources, Targets, Keep(NormalShares()), Nodes, Receivers) { Tags = Tags, Features = Features };
    }

    /// <summary>The edges with one loop at each node, in place of the loops that were there. Loops have tag 0, weight 1, and zeros for numbers.</summary>
    public EdgeList WithLoops()
    {
        if (_all is not null) return _all.WithLoops().To(Receivers, Nodes);
        if (_looped is not null) return _looped;
        using var scope = NewDisposeScope();
        var kept = Sources.ne(Targets).nonzero().flatten();
        var loops = Arithmetic.Count(Nodes, Sources.device);
        Tensor Joined(Tensor of, Tensor ofLoops) => Keep(cat([of.index_select(0, kept), ofLoops]));
        return _looped = new EdgeList(Joined(Sources, loops), Joined(Targets, loops), Weights is null ? null : Joined(Weights, ones(Nodes, 1, device: Sources.device)), Nodes, Receivers)
        {
            Tags = Tags is null ? null : Joined(Tags, zeros_like(loops)),
            Features = Features is null ? null : Joined(Features, zeros(Nodes, Features.shape[1], device: Sources.device)),
        };
    }

    /// <summary>The edges without a share of them, by chance (DropEdge: Rong et al. 2020); the caller's to dispose.</summary>
    public EdgeList Dropped(double share)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return Subset(rand(Sources.shape[0], device: Sources.device).ge(tensor(share, device: Sources.device)).nonzero().flatten(), Receivers, Nodes);
    }

    /// <summary>The edges by their tags, which are relations from 1.</summary>
    /// <param name="count">How many relations.</param>
    public RelationPairs Relations(int count) => _relations ??= RelationPairs.Of(this, count);

    public void Dispose()
    {
        _looped?.Dispose();
        _normalized?.Dispose();
        _relations?.Dispose();
        _relations = null;
        foreach (var part in _parts.Values) part.Dispose();
        _parts.Clear();
        foreach (var tensor in _kept) tensor.Dispose();
        _kept.Clear();
    }

    // Some of the edges, with tensors of their own.
    private EdgeList Subset(Tensor places, long receivers, long nodes)
    {
        List<Tensor> own = [];
        Tensor Of(Tensor all)
        {
            own.Add(all.index_select(0, places).DetachFromDisposeScope());
            return own[^1];
        }
        var subset = new EdgeList(Of(Sources), Of(Targets), Weights is null ? null : Of(Weights), nodes, receivers) { Tags = Tags is null ? null : Of(Tags), Features = Features is null ? null : Of(Features) };
        subset._kept.AddRange(own);
        return subset;
    }

    private Tensor Ones => Weights ?? ones(Sources.shape[0], 1, device: Sources.device);

    /// <summary>The product with a sparse matrix, which has single precision.</summary>
    public static Tensor Product(Tensor sparse, Tensor nodes) =>
        nodes.dtype == ScalarType.Float32 ? sparse.mm(nodes) : sparse.mm(nodes.to(ScalarType.Float32)).to(nodes.dtype);

    private Tensor NormalShares()
    {
        var all = _all ?? this;
        var roots = all.Incoming.Sum(all.Ones).AtLeast(1e-12).rsqrt();
        return From(roots).mul(Incoming.Spread(Own(roots))).mul(Ones);
    }

    private Tensor Sparse(Func<Tensor> weights)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return Keep(sparse_coo_tensor(stack([Targets, Sources]), weights().squeeze(1), [Receivers, Nodes]));
    }

    // Layers free what they make; what is kept is freed with this.
    private Tensor Keep(Tensor tensor)
    {
        _kept.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
