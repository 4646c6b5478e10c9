using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// x + attention(norm(x)), then x + neurons(norm(x)). The names are timm's. Shapes: [rows, tokens, width] stay.
/// </summary>
internal sealed class ViTBlock : Block
{
    private const int Expansion = 4;

    private readonly LayerNorm _norm1, _norm2;
    private readonly SelfAttention _attention;
    private readonly Sequential _neurons;
    private readonly DropPath _dropPath;

    public ViTBlock(int width, int heads, double dropout, double dropPath) : base(nameof(ViTBlock))
    {
        _norm1 = Part("norm1", LayerNorm(width, ViTModule.Epsilon));
        _attention = Part("attn", new SelfAttention(width, heads, dropout));
        _norm2 = Part("norm2", LayerNorm(width, ViTModule.Epsilon));
        _neurons = Part("mlp", Sequential(("fc1", Linear(width, Expansion * width)), ("act", GELU()), ("drop1", Dropout(dropout)),
            ("fc2", Linear(Expansion * width, width)), ("drop2", Dropout(dropout))));
        _dropPath = Part("drop_path", new DropPath(dropPath));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var seen = composer.Add(input, composer.Apply(_attention, composer.Apply(_norm1, input)));
        return composer.Add(seen, composer.Apply(_neurons, composer.Apply(_norm2, seen)));
    }

    protected override Tensor Run(Tensor input)
    {
        var seen = input.Plus(_dropPath.call(_attention.call(_norm1.call(input))));
        return seen.Plus(_dropPath.call(_neurons.call(_norm2.call(seen))));
    }
}
