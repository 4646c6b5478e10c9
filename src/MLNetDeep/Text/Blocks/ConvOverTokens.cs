using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A convolution over neighbouring tokens that keeps their number: zeros stand before the first and behind the last.
/// Shapes: [rows, width, longest] → [rows, filters, longest].
/// </summary>
internal sealed class ConvOverTokens : Block
{
    private readonly int _size;
    private readonly Conv1d _convolution;

    /// <param name="width">Numbers that describe a token.</param>
    /// <param name="filters">Numbers that come out for each place.</param>
    /// <param name="size">Tokens that are looked at together.</param>
    public ConvOverTokens(int width, int filters, int size) : base(nameof(ConvOverTokens))
    {
        _size = size;
        _convolution = Part("conv", Conv1d(width, filters, size));
    }

    private int Before => (_size - 1) / 2;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Node("Conv", [_convolution.weight.shape[0], input.Shape[1]],
        [input, composer.Constant(_convolution.weight), composer.Constant(_convolution.bias!)],
        ("kernel_shape", new long[] { _size }), ("pads", new long[] { Before, _size - 1 - Before }));

    protected override Tensor Run(Tensor input) => _convolution.call(functional.pad(input, [Before, _size - 1 - Before]));
}
