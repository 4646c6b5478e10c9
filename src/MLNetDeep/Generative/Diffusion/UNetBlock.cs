using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Generative;

/// <summary>What a block of a U-Net is given.</summary>
/// <param name="Map">The map [rows, channels, height, width].</param>
/// <param name="Vector">What is known of the noise and the condition [rows, width].</param>
internal sealed record UNetStep(Tensor Map, Tensor Vector);

/// <summary>
/// A residual block of two convolutions whose second normalization has scale and shift from a vector (Dhariwal and Nichol, 2021), and self-attention between pixels where it is asked for.
/// Shapes: map [rows, from, height, width] and vector [rows, width] → [rows, to, height, width].
/// </summary>
internal sealed class UNetBlock : Block<UNetStep>
{
    private const int HeadWidth = 32;
    private readonly int _channels;
    private readonly Sequential _first, _second;
    private readonly Sequential _setting;
    private readonly GroupNorm _norm;
    private readonly Conv2d? _skip;
    private readonly PixelAttention? _attention;

    public UNetBlock(int from, int to, int vector, double dropout, bool attends) : base(nameof(UNetBlock))
    {
        _channels = to;
        _first = Part("first", Sequential(("norm", Norm(from)), ("silu", SiLU()), ("conv", Conv2d(from, to, 3, 1, 1))));
        _setting = Part("setting", Sequential(("silu", SiLU()), ("linear", Linear(vector, 2L * to))));
        _norm = Part("norm", Norm(to));
        var last = Conv2d(to, to, 3, 1, 1);
        // A block changes nothing at first.
        init.zeros_(last.weight!);
        init.zeros_(last.bias!);
        _second = Part("second", Sequential(("silu", SiLU()), ("dropout", Dropout(dropout)), ("conv", last)));
        if (from != to) _skip = Part("skip", Conv2d(from, to, 1));
        if (attends) _attention = Part("attention", new PixelAttention(to, to % HeadWidth == 0 ? to / HeadWidth : 1));
    }

    /// <summary>Adds what forward does.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue map, OnnxValue vector)
    {
        var first = composer.Apply(_norm, composer.Apply(_first, map));
        var setting = composer.Apply(_setting, vector);
        OnnxValue Half(int half) => composer.Reshape(composer.Columns(setting, half * _channels, (half + 1) * _channels), _channels, 1, 1);
        var scale = composer.Node("Add", [_channels, 1, 1], [Half(0), composer.Constant(1)]);
        var set = composer.Node("Add", first.Shape, [composer.Node("Mul", first.Shape, [first, scale]), Half(1)]);
        var sum = composer.Add(composer.Apply(_second, set), _skip is null ? map : composer.Apply(_skip, map));
        return _attention is null ? sum : composer.Apply(_attention, sum);
    }

    protected override Tensor Run(UNetStep input)
    {
        var setting = _setting.call(input.Vector).unsqueeze(2).unsqueeze(3);
        var first = _norm.call(_first.call(input.Map));
        var set = first.mul(setting.narrow(1, 0, _channels).Plus(1)).Plus(setting.narrow(1, _channels, _channels));
        var sum = _second.call(set).Plus(_skip is null ? input.Map : _skip.call(input.Map));
        return _attention is null ? sum : _attention.call(sum);
    }

    private static GroupNorm Norm(int channels) => StartValues.GroupNorm(Layers.Blocks.GroupsFor(channels), channels);
}
