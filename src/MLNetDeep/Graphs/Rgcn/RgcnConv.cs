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
    private readonly Linear _own;
    private readonly int _relations, _width, _outputs;

    public RgcnConv(int width, int outputs, int relations, int bases) : base(nameof(RgcnConv))
    {
        (_relations, _width, _outputs) = (relations, width, outputs);
        _own = Part("own", Linear(width, outputs));
        var (count, matrices) = (Math.Max(1, relations), bases == 0 || bases >= relations ? Math.Max(1, relations) : bases);
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
        var (sum, matrices) = (_own.call(edges.Own(nodes)), Matrices());
        for (var relation = 0; relation < Math.Max(1, _relations); relation++)
        {
            var own = _relations == 0 ? edges : edges.Tagged(relation + 1);
            sum = sum.Plus(own.MeanOf(nodes).mm(matrices[relation]));
        }
        return sum;
    }

    // A matrix for each relation [relations, width, outputs].
    private Tensor Matrices() => get_parameter(Shares) is { } shares
        ? shares.mm(get_parameter(Weights)!.reshape(shares.shape[1], (long)_width * _outputs)).reshape(shares.shape[0], _width, _outputs)
        : get_parameter(Weights)!;
}
