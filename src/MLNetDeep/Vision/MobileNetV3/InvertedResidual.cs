using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>The settings of one block: a line of the paper's table.</summary>
internal sealed record InvertedResidualSettings(int From, int Kernel, int Expanded, int To, bool Excites, bool HardSwish, int Stride)
{
    public bool Expands => Expanded != From;
}

/// <summary>
/// Up to many channels, a convolution of each alone, factors for them, down again; the input is added where shapes allow.
/// The names are torchvision's.
/// </summary>
internal sealed class InvertedResidual : Block
{
    private readonly Sequential _block;
    private readonly bool _adds;

    public InvertedResidual(InvertedResidualSettings settings) : base(nameof(InvertedResidual))
    {
        _adds = settings.Stride == 1 && settings.From == settings.To;
        var layers = new List<Module<Tensor, Tensor>>();
        if (settings.Expands) layers.Add(Convolution(settings.From, settings.Expanded, 1, 1, 1, settings.HardSwish));
        layers.Add(Convolution(settings.Expanded, settings.Expanded, settings.Kernel, settings.Stride, settings.Expanded, settings.HardSwish));
        if (settings.Excites) layers.Add(new SqueezeExcite(settings.Expanded, Blocks.DivisibleBy8(settings.Expanded / 4)));
        layers.Add(Convolution(settings.Expanded, settings.To, 1, 1, 1, null));
        _block = Part("block", Sequential(layers.Select((layer, i) => ($"{i}", layer))));
    }

    /// <summary>A convolution, its normalisation and what bends it: hard swish, ReLU or nothing.</summary>
    public static Sequential Convolution(int from, int to, int kernel, int stride, int groups, bool? hardSwish)
    {
        var layers = Sequential(
            ("0", Conv2d(from, to, kernel, stride, kernel / 2, groups: groups, bias: false)),
            ("1", new BatchNormalization(to, MobileNetV3Module.Epsilon)));
        return hardSwish is null ? layers : layers.append("2", hardSwish.Value ? Hardswish() : ReLU());
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var value = composer.Apply(_block, input);
        return _adds ? composer.Add(value, input) : value;
    }

    protected override Tensor Run(Tensor input)
    {
        var value = _block.call(input);
        return _adds ? value.Plus(input) : value;
    }
}
