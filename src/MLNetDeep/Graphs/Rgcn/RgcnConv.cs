using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>
/// A relational graph convolution: h = x_i W₀ + Σ_r mean of x_j over the neighbours j by relation r, times W_r, + b. Edges of unknown relations play no part; where edges have no tags all are of one relation.
/// With bases W_r = Σ_b c_rb V_b. Shapes: [nodes, width] and edges → [nodes, outputs].
/// </summary>
internal sealed class RgcnConv : GraphConv
{
    private const string Weights = "weights", Shares = "shares";

    // Of more relations than these, weights are made of bases unless options say otherwise.
    private const int MostOwn = 50, DefaultBases = 30;

    // A weight has a gradient, two averages of the optimizer, and is kept as it was at the best epoch.
    private const int PerWeight = 5 * sizeof(float);
    private readonly Linear _own;
    private readonly int _relations, _width, _outputs;

    public RgcnConv(int width, int outputs, int relations, int bases) : base(nameof(RgcnConv))
    {
        (_relations, _width, _outputs) = (relations, width, outputs);
        var (count, wanted) = (Math.Max(1, relations), bases > 0 ? bases : relations > MostOwn ? DefaultBases : relations);
        var matrices = wanted == 0 ? 1 : Math.Min(count, wanted);
        CheckMemory(relations, matrices, width, outputs);
        _own = Part("own", Linear(width, outputs));
        using var scope = NewDisposeScope();
        Parameter(Weights, stack([.. Enumerable.Range(0, matrices).Select(_ => init.xavier_uniform_(empty(width, outputs)))]));
        if (matrices < count) Parameter(Shares, init.xavier_uniform_(empty(count, matrices)));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue nodes, OnnxEdges edges)
    {
        using var scope = NewDisposeScope();
        var (sum, matrices) = (composer.Apply(_own, nodes), Matrices());
        for (var relation = 0; relation < Math.Max(1, _relations); relation++)
        {
            var own = _relations == 0 ? edges : edges.Tagged(relation + 1);
            sum = composer.Add(sum, composer.Node("MatMul", [_outputs], [own.MeanOf(nodes), composer.Constant(matrices[relation].contiguous())]));
        }
        return sum;
    }

    protected override Tensor Run(Tensor nodes, EdgeList edges)
    {
        var (own, weights) = (_own.call(edges.Own(nodes)), get_parameter(Weights)!);
        // Sparse products, and parameters of one's own, stay in single precision where the layers beside them do not.
        if (_relations == 0) return own.Plus(edges.MeanOf(nodes).to(weights.dtype).mm(weights[0]).to(own.dtype));
        var pairs = edges.Relations(_relations);
        if (pairs.Sizes.Count == 0) return own;
        var means = pairs.MeansOf(nodes).to(weights.dtype);
        return own.PlusRows(pairs.Targets, (get_parameter(Shares) is { } shares ? OfBases(pairs, means, shares) : OfOwn(pairs, means)).to(own.dtype));
    }

    // What pairs of a relation and a node give [pairs, outputs]: by weights of each relation's own.
    private Tensor OfOwn(RelationPairs pairs, Tensor means)
    {
        var (weights, parts, from) = (get_parameter(Weights)!, new List<Tensor>(), 0L);
        foreach (var (relation, count) in pairs.Sizes)
        {
            parts.Add(means.narrow(0, from, count).mm(weights[relation]));
            from += count;
        }
        return cat(parts);
    }

    // The same by bases: no matrix of a relation is made.
    private Tensor OfBases(RelationPairs pairs, Tensor means, Tensor shares)
    {
        var bases = get_parameter(Weights)!.permute(1, 0, 2).reshape(_width, -1);
        return means.mm(bases).reshape(means.shape[0], -1, _outputs).mul(shares.index_select(0, pairs.Relations).unsqueeze(2)).sum([1]);
    }

    private static void CheckMemory(int relations, int matrices, int width, int outputs)
    {
        var (bytes, there) = ((double)matrices * width * outputs * PerWeight, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (bytes > there)
            throw new InvalidOperationException(FormattableString.Invariant($"The weights of a layer for {relations} relations, {matrices} times {width} × {outputs} numbers, take about {bytes / 1e9:0.#} GB in training, but there are {there / 1e9:0.#} GB: set {nameof(RgcnOptions.Bases)} to fewer than {matrices}, such as {Math.Min(DefaultBases, Math.Max(1, matrices / 2))}, or {nameof(GraphNetworkOptions.HiddenSize)} to less."));
    }

    // A matrix for each relation [relations, width, outputs].
    private Tensor Matrices() => get_parameter(Shares) is { } shares
        ? shares.mm(get_parameter(Weights)!.reshape(shares.shape[1], (long)_width * _outputs)).reshape(shares.shape[0], _width, _outputs)
        : get_parameter(Weights)!;
}
