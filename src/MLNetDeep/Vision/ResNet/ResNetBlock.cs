using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// y = ReLU(F(x) + x), where F is two or three convolutions with normalisation and ReLUs between them, and x goes through a
/// convolution of one pixel where F changes its shape. The names are torchvision's.
/// </summary>
internal sealed class ResNetBlock : Block
{
    private readonly List<Module<Tensor, Tensor>> _path = [];
    private readonly Module<Tensor, Tensor>? _shortcut;
    private readonly Module<Tensor, Tensor> _relu;

    private ResNetBlock(int from, int to, int stride, params (int Kernel, int Channels, int Stride)[] convolutions) : base(nameof(ResNetBlock))
    {
        _relu = Part("relu", ReLU());
        var channels = from;
        for (var i = 0; i < convolutions.Length; i++)
        {
            var (kernel, wanted, step) = convolutions[i];
            if (i > 0) _path.Add(_relu);
            _path.Add(Part($"conv{i + 1}", Conv2d(channels, wanted, kernel, step, kernel / 2, bias: false)));
            _path.Add(Part($"bn{i + 1}", new BatchNormalization(wanted)));
            channels = wanted;
        }
        if (stride != 1 || from != to)
            _shortcut = Part("downsample", Sequential(("0", Conv2d(from, to, 1, stride, bias: false)), ("1", new BatchNormalization(to))));
    }

    /// <summary>Two convolutions of 3 × 3 pixels: depths 18 and 34.</summary>
    public static ResNetBlock Basic(int from, int to, int stride) => new(from, to, stride, (3, to, stride), (3, to, 1));

    /// <summary>Down to a quarter of the channels, 3 × 3 pixels, up again: depth 50.</summary>
    public static ResNetBlock Bottleneck(int from, int to, int stride) =>
        new(from, to, stride, (1, to / 4, 1), (3, to / 4, stride), (1, to, 1));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var shortcut = _shortcut is null ? input : composer.Apply(_shortcut, input);
        var value = _path.Aggregate(input, (x, layer) => composer.Apply(layer, x));
        return composer.Apply(_relu, composer.Add(value, shortcut));
    }

    protected override Tensor Run(Tensor input)
    {
        var shortcut = _shortcut is null ? input : _shortcut.call(input);
        return _path.Aggregate(input, (x, layer) => layer.call(x)).Plus(shortcut).relu();
    }
}
