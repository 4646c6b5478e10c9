using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Vision;

/// <summary>
/// y = x + γ F(x): F looks around by a 7 × 7 convolution of each channel alone and then mixes channels pixel by pixel.
/// The names are torchvision's. Shapes: [rows, channels, height, width] stay.
/// </summary>
internal sealed class ConvNeXtBlock : Block
{
    private const string ScaleName = "layer_scale";
    private const double Epsilon = 1e-6, StartScale = 1e-6;
    private const int Kernel = 7, Expansion = 4;

    private readonly Sequential _block;
    private readonly DropPath _dropPath;

    public ConvNeXtBlock(int channels, double dropPath) : base(nameof(ConvNeXtBlock))
    {
        _block = Part("block", Sequential(
            ("0", Conv2d(channels, channels, Kernel, 1, Kernel / 2, groups: channels)),
            ("1", new Permute(0, 2, 3, 1)),
            ("2", LayerNorm(channels, Epsilon)),
            ("3", Linear(channels, Expansion * channels)),
            ("4", GELU()),
            ("5", Linear(Expansion * channels, channels)),
            ("6", new Permute(0, 3, 1, 2))));
        _dropPath = Part("stochastic_depth", new DropPath(dropPath));
        Parameter(ScaleName, ones([channels, 1, 1]).Times(StartScale));
    }

    private Tensor Scale => get_parameter(ScaleName)!;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var value = composer.Apply(_block, input);
        var scaled = composer.Node("Mul", input.Shape, [value, composer.Constant(Scale)]);
        return composer.Add(composer.Apply(_dropPath, scaled), input);
    }

    protected override Tensor Run(Tensor input) => _dropPath.call(_block.call(input).mul(Scale)).Plus(input);
}
