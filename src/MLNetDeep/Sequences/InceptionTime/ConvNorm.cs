using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>A convolution of size 1 with batch normalization: what a residual connection adds. Shapes: [rows, inputs, longest] → [rows, outputs, longest].</summary>
internal sealed class ConvNorm : Block<(Tensor Steps, Tensor Mask)>
{
    private readonly Conv1d _convolution;
    private readonly MaskedBatchNorm _norm;

    public ConvNorm(long inputs, long outputs) : base(nameof(ConvNorm))
    {
        _convolution = Part("conv", Conv1d(inputs, outputs, 1, bias: false));
        _norm = Part("norm", new MaskedBatchNorm(outputs));
    }

    public Tensor Run(Tensor steps, Tensor mask) => call((steps, mask));

    /// <summary>Adds what <see cref="Run(Tensor, Tensor)"/> does in evaluation mode.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue steps, OnnxValue mask) => _norm.Export(composer, StepConvolution.Export(composer, _convolution, steps, 0, 0), mask);

    protected override Tensor Run((Tensor Steps, Tensor Mask) input) => _norm.Run(_convolution.call(input.Steps), input.Mask);
}
