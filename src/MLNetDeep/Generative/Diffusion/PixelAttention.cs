using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNetDeep.Generative;

/// <summary>Every pixel looks at every other, beside what it was. Shapes: [rows, channels, height, width] stay.</summary>
internal sealed class PixelAttention : Block
{
    private readonly GroupNorm _norm;
    private readonly SelfAttention _attention;

    /// <param name="channels">Channels of the map.</param>
    /// <param name="heads">Heads of the attention.</param>
    public PixelAttention(int channels, int heads) : base(nameof(PixelAttention))
    {
        _norm = Part("norm", StartValues.GroupNorm(Layers.Blocks.GroupsFor(channels), channels));
        _attention = Part("attention", new SelfAttention(channels, heads, 0));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        long channels = input.Shape[0], height = input.Shape[1], width = input.Shape[2];
        var pixels = Permute.Transpose(composer, composer.Reshape(composer.Apply(_norm, input), channels, height * width), 0, 2, 1);
        var seen = Permute.Transpose(composer, composer.Apply(_attention, pixels), 0, 2, 1);
        return composer.Add(input, composer.Reshape(seen, channels, height, width));
    }

    protected override Tensor Run(Tensor input) =>
        input.Plus(_attention.call(_norm.call(input).flatten(2).transpose(1, 2)).transpose(1, 2).reshape(input.shape));
}
