using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Graphs;

/// <summary>What layers with attention heads have in common: each node pays attention to the nodes that edges come from, in several heads, which stand side by side or, at the end of a network, are averaged.</summary>
internal abstract class AttentionHeads : GraphConv
{
    private const string BiasName = "bias";
    private readonly TorchSharp.Modules.Dropout _attention;
    private readonly bool _averages;

    /// <param name="name">The layer's name.</param>
    /// <param name="heads">How many heads.</param>
    /// <param name="size">Numbers of each.</param>
    /// <param name="dropout">The share of attention that is dropped in training.</param>
    /// <param name="averages">Whether heads are averaged.</param>
    protected AttentionHeads(string name, int heads, int size, double dropout, bool averages) : base(name)
    {
        (Heads, Size, _averages) = (heads, size, averages);
        _attention = Part("attention", Dropout(dropout));
        Parameter(BiasName, zeros(averages ? size : heads * size));
    }

    /// <summary>How many heads.</summary>
    protected int Heads { get; }

    /// <summary>Numbers of each.</summary>
    protected int Size { get; }

    /// <summary>What comes out, of attention before its softmax [edges, heads] and of what edges bring [edges, heads × size].</summary>
    protected Tensor Attend(Tensor scores, Tensor brought, EdgeList edges)
    {
        // The softmax's division waits until edges are added up: there are fewer nodes.
        var powers = edges.Incoming.Powers(scores);
        var sums = edges.Incoming.Sum(brought.reshape(-1, Heads, Size).mul(_attention.call(powers).unsqueeze(2)).reshape(-1, Heads * Size));
        var means = sums.reshape(-1, Heads, Size).div(edges.Incoming.Sum(powers).unsqueeze(2));
        return Common.Arithmetic.Plus(_averages ? means.mean([1]) : means.reshape(-1, Heads * Size), get_parameter(BiasName)!);
    }

    /// <summary>Adds what <see cref="Attend(Tensor, Tensor, EdgeList)"/> does.</summary>
    protected OnnxValue Attend(OnnxComposer composer, OnnxValue scores, OnnxValue brought, OnnxEdges edges)
    {
        var shares = composer.Reshape(edges.Incoming.Softmax(scores), Heads, 1);
        var sums = edges.Incoming.Sum(composer.Reshape(composer.Node("Mul", [Heads, Size], [composer.Reshape(brought, Heads, Size), shares]), Heads * Size));
        var joined = _averages ? composer.Node("ReduceMean", [Size], [composer.Reshape(sums, Heads, Size)], ("axes", new long[] { 1 }), ("keepdims", 0)) : sums;
        return composer.Node("Add", joined.Shape, [joined, composer.Constant(get_parameter(BiasName)!)]);
    }

    /// <summary>For each head the product of what rows have with its vector [rows, heads].</summary>
    /// <param name="rows">What they have [rows, heads × size].</param>
    /// <param name="vectors">A vector for each head [1, heads, size].</param>
    protected Tensor Scores(Tensor rows, Tensor vectors) => rows.reshape(-1, Heads, Size).mul(vectors).sum([2]);

    /// <summary>Adds what <see cref="Scores(Tensor, Tensor)"/> does.</summary>
    protected OnnxValue Scores(OnnxComposer composer, OnnxValue rows, Tensor vectors)
    {
        var products = composer.Node("Mul", [Heads, Size], [composer.Reshape(rows, Heads, Size), composer.Constant(vectors)]);
        return composer.Node("ReduceSum", [Heads], [products, new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(2)), [1])], ("keepdims", 0));
    }
}
