using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// Layer normalisation over the channels of each pixel. Shapes: [rows, channels, height, width] stay.
/// </summary>
internal sealed class ChannelNorm : Block
{
    private const double Epsilon = 1e-6;
    private static readonly long[] ChannelsLast = [0, 2, 3, 1], ChannelsFirst = [0, 3, 1, 2];

    public ChannelNorm(int channels) : base(nameof(ChannelNorm))
    {
        Parameter("weight", ones(channels));
        Parameter("bias", zeros(channels));
    }

    private Tensor Weight => get_parameter("weight")!;

    private Tensor Bias => get_parameter("bias")!;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var last = Permute.Transpose(composer, input, ChannelsLast);
        var normal = composer.Node("LayerNormalization", last.Shape, [last, composer.Constant(Weight), composer.Constant(Bias)],
            ("axis", -1), ("epsilon", (float)Epsilon));
        return Permute.Transpose(composer, normal, ChannelsFirst);
    }

    protected override Tensor Run(Tensor input) =>
        functional.layer_norm(input.permute(ChannelsLast), Weight.shape, Weight, Bias, Epsilon).permute(ChannelsFirst);
}
