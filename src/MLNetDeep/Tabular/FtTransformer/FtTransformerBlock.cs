using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// x + attention(norm(x)), then x + neurons(norm(x)); the first block has no norm before its attention. The neurons are gated
/// (Shazeer, GLU Variants Improve Transformer, 2020): Linear(a ⊙ ReLU(b)). Shapes: [rows, tokens, width] stay; of the last block
/// only the first token is looked at, so that it gives [rows, 1, width].
/// </summary>
internal sealed class FtTransformerBlock : Block
{
    private readonly bool _isLast;
    private readonly LayerNorm? _norm1;
    private readonly SelfAttention _attention;
    private readonly Sequential _neurons;
    private readonly Dropout _dropout;

    public FtTransformerBlock(FtTransformerOptions options, bool isFirst, bool isLast) : base(nameof(FtTransformerBlock))
    {
        var (width, neurons) = (options.Width, options.Neurons);
        _isLast = isLast;
        if (!isFirst) _norm1 = Part("norm1", LayerNorm(width));
        _attention = Part("attn", new SelfAttention(width, options.Heads, options.ResidualDropout, options.AttentionDropout));
        _neurons = Part("mlp", Sequential(("norm", LayerNorm(width)), ("first", Linear(width, 2 * neurons)), ("gate", new GatedReLU()),
            ("dropout", Dropout(options.Dropout)), ("second", Linear(neurons, width))));
        _dropout = Part("dropout", Dropout(options.ResidualDropout));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var seen = composer.Apply(_attention, _norm1 is null ? input : composer.Apply(_norm1, input));
        var sum = First(composer, composer.Add(input, seen));
        return composer.Add(sum, composer.Apply(_neurons, sum));
    }

    protected override Tensor Run(Tensor input)
    {
        var seen = _attention.call(_norm1 is null ? input : _norm1.call(input));
        var sum = _isLast ? input.narrow(1, 0, 1).Plus(seen.narrow(1, 0, 1)) : input.Plus(seen);
        return sum.Plus(_dropout.call(_neurons.call(sum)));
    }

    private OnnxValue First(OnnxComposer composer, OnnxValue tokens)
    {
        if (!_isLast) return tokens;
        OnnxValue Index(long value) => new(composer.Graph.Constant(OnnxTensor.Vector(value)), [1]);
        return composer.Node("Slice", [1, tokens.Shape[1]], [tokens, Index(0), Index(1), Index(1)]);
    }
}

/// <summary>a ⊙ ReLU(b), where a is the first half of the numbers and b the second. Shapes: [rows, tokens, 2 × width] → [rows, tokens, width].</summary>
internal sealed class GatedReLU() : Block(nameof(GatedReLU))
{
    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        long half = input.Shape[1] / 2;
        OnnxValue Index(long value) => new(composer.Graph.Constant(OnnxTensor.Vector(value)), [1]);
        OnnxValue Half(long first) => composer.Node("Slice", [input.Shape[0], half], [input, Index(first), Index(first + half), Index(2)]);
        return composer.Multiply(Half(0), composer.Node("Relu", [input.Shape[0], half], [Half(half)]));
    }

    protected override Tensor Run(Tensor input)
    {
        var halves = input.chunk(2, -1);
        return halves[0].mul(halves[1].relu());
    }
}
