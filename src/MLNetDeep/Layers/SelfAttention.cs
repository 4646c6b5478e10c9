using MLNetDeep.Common;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Every token looks at every other. Vaswani et al., Attention Is All You Need (2017):
/// softmax(Q Kᵀ / √d) V in each of several heads, then a linear layer. Shapes: [rows, tokens, width] stay.
/// </summary>
internal sealed class SelfAttention : Block
{
    private readonly long _width, _heads;
    private readonly Linear _qkv, _projection;
    private readonly Dropout _dropout;
    private readonly double _attentionDropout;

    /// <param name="width">Numbers in a token.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="dropout">The share of the result dropped in training.</param>
    /// <param name="attentionDropout">The share of what a token sees of the others that is dropped in training.</param>
    public SelfAttention(int width, int heads, double dropout, double attentionDropout = 0) : base(nameof(SelfAttention))
    {
        if (width % heads != 0) throw new ArgumentException($"A width of {width} cannot be divided among {heads} heads.");
        (_width, _heads, _attentionDropout) = (width, heads, attentionDropout);
        _qkv = Part("qkv", Linear(width, 3L * width));
        _projection = Part("proj", Linear(width, width));
        _dropout = Part("proj_drop", Dropout(dropout));
    }

    private long HeadWidth => _width / _heads;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        long tokens = input.Shape[0];
        var query = Head(composer, input, 0, 0, 2, 1, 3);
        var key = Head(composer, input, 1, 0, 2, 3, 1);
        var value = Head(composer, input, 2, 0, 2, 1, 3);
        var scores = composer.Node("MatMul", [_heads, tokens, tokens], [query, key]);
        var weights = composer.Node("Softmax", scores.Shape, [scores], ("axis", -1));
        var mixed = composer.Node("MatMul", [_heads, tokens, HeadWidth], [weights, value]);
        var together = composer.Reshape(Permute.Transpose(composer, mixed, 0, 2, 1, 3), tokens, _width);
        return composer.Apply(_projection, together);
    }

    protected override Tensor Run(Tensor input)
    {
        var (rows, tokens) = (input.shape[0], input.shape[1]);
        var all = _qkv.call(input).reshape(rows, tokens, 3, _heads, HeadWidth).permute(2, 0, 3, 1, 4);
        var mixed = Attention.Mix(all[0], all[1], all[2], dropout: training ? _attentionDropout : 0);
        return _dropout.call(_projection.call(mixed.transpose(1, 2).reshape(rows, tokens, _width)));
    }

    private double Scale => 1 / Math.Sqrt(HeadWidth);

    /// <summary>Queries (0), keys (1) or values (2) as a layer of their own: ONNX has no cheap way to take three from one.</summary>
    private OnnxValue Head(OnnxComposer composer, OnnxValue input, int which, params long[] order)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var factor = which == 0 ? Scale : 1;
        var weight = _qkv.weight!.narrow(0, which * _width, _width).Times(factor).t();
        var bias = _qkv.bias!.narrow(0, which * _width, _width).Times(factor);
        var product = composer.Node("MatMul", input.Shape, [input, composer.Constant(weight)]);
        var sum = composer.Node("Add", input.Shape, [product, composer.Constant(bias)]);
        return Permute.Transpose(composer, composer.Reshape(sum, input.Shape[0], _heads, HeadWidth), order);
    }
}
