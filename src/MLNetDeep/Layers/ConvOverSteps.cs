using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Layers;

/// <summary>
/// A convolution over neighbouring steps (the tokens of a text) that keeps their number: zeros stand before the first and behind the last.
/// Shapes: [rows, width, longest] → [rows, filters, longest].
/// </summary>
internal sealed class ConvOverSteps : Block
{
    private readonly int _size;
    private readonly Conv1d _convolution;

    /// <param name="width">Numbers that describe a step.</param>
    /// <param name="filters">Numbers that come out for each place.</param>
    /// <param name="size">Steps that are looked at together.</param>
    public ConvOverSteps(int width, int filters, int size) : base(nameof(ConvOverSteps))
    {
        _size = size;
        _convolution = Part("conv", Conv1d(width, filters, size));
    }

    private int Before => (_size - 1) / 2;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => StepConvolution.Export(composer, _convolution, input, Before, _size - 1 - Before);

    protected override Tensor Run(Tensor input) => _convolution.call(functional.pad(input, [Before, _size - 1 - Before]));
}
