using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sound;

/// <summary>What a block is given and gives.</summary>
/// <param name="From">Channels of the input.</param>
/// <param name="To">Channels of the output.</param>
/// <param name="Bands">Bands of the output.</param>
/// <param name="Stride">1, or 2 where the bands are halved.</param>
/// <param name="Dilation">Frames from one element of the convolution over time to the next.</param>
/// <param name="SubBands">Ranges of bands that are normalized apart.</param>
/// <param name="Dropout">The dropout rate of whole channels.</param>
internal sealed record BcBlockSettings(int From, int To, int Bands, int Stride, int Dilation, int SubBands, double Dropout);

/// <summary>
/// A broadcasted residual block: a convolution over bands, f2, in two dimensions; then one over frames, f1, of the mean over bands, which is added to all bands.
/// y = ReLU(x + f2(x) + f1(mean over bands of f2(x))); x is left out where the block changes the number of channels or bands, which f2 then begins with.
/// Shapes: [rows, from, bands × stride, frames] → [rows, to, bands, frames].
/// </summary>
internal sealed class BcBlock : Block
{
    private readonly Sequential _overBands, _overFrames;
    private readonly bool _isTransition;

    public BcBlock(BcBlockSettings settings) : base(nameof(BcBlock))
    {
        var to = settings.To;
        _isTransition = settings.From != to || settings.Stride > 1;
        var bands = new List<(string, Module<Tensor, Tensor>)>();
        if (_isTransition)
        {
            bands.Add(("conv", Conv2d(settings.From, to, 1, bias: false)));
            bands.Add(("norm", new BatchNormalization(to)));
            bands.Add(("relu", ReLU()));
        }
        bands.Add(("depthwise", Conv2d(to, to, (3, 1), (settings.Stride, 1), (1, 0), groups: to, bias: false)));
        bands.Add(("subspectral", new SubSpectralNorm(to, settings.Bands, settings.SubBands)));
        _overBands = Part("f2", Sequential(bands));
        _overFrames = Part("f1", Sequential(
            ("mean", AvgPool2d((settings.Bands, 1), (1, 1))),
            ("depthwise", Conv2d(to, to, (1, 3), (1, 1), (0, settings.Dilation), (1, settings.Dilation), groups: to, bias: false)),
            ("norm", new BatchNormalization(to)),
            ("swish", SiLU()),
            ("conv", Conv2d(to, to, 1, bias: false)),
            ("dropout", Dropout2d(settings.Dropout))));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var value = composer.Apply(_overBands, input);
        var sum = composer.Node("Add", value.Shape, [value, composer.Apply(_overFrames, value)]);
        return composer.Node("Relu", value.Shape, [_isTransition ? sum : composer.Add(sum, input)]);
    }

    protected override Tensor Run(Tensor input)
    {
        var value = _overBands.call(input);
        var sum = value.Plus(_overFrames.call(value));
        return (_isTransition ? sum : sum.Plus(input)).relu();
    }
}
