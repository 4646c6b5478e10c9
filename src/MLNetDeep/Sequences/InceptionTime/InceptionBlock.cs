using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Sequences;

/// <summary>
/// An inception module: a bottleneck, convolutions with kernels of three sizes over it, and a maximum over three steps with a convolution of size 1; batch normalization and ReLU. What it is given is 0 behind the end of sequences, and so
/// is what it gives. Shapes: [rows, channels, longest] → [rows, 4 filters, longest].
/// </summary>
internal sealed class InceptionBlock : Block<(Tensor Steps, Tensor Mask)>
{
    private const int Branches = 3;
    private readonly Conv1d? _bottleneck;
    private readonly Conv1d _pooled;
    private readonly List<Conv1d> _convolutions = [];
    private readonly MaskedBatchNorm _norm;

    public InceptionBlock(InceptionTimeOptions options, long channels) : base(nameof(InceptionBlock))
    {
        // One channel alone has nothing to reduce.
        if (channels > 1) _bottleneck = Part("bottleneck", Conv1d(channels, options.Bottleneck, 1, bias: false));
        for (var i = 0; i < Branches; i++)
        {
            // Odd sizes have a middle.
            var size = Math.Max(3, options.KernelSize >> i);
            size -= 1 - (size % 2);
            _convolutions.Add(Part($"conv{i}", Conv1d(channels > 1 ? options.Bottleneck : 1, options.Filters, size, padding: size / 2, bias: false)));
        }
        _pooled = Part("pooled", Conv1d(channels, options.Filters, 1, bias: false));
        _norm = Part("norm", new MaskedBatchNorm(InceptionNetwork.WidthOf(options)));
    }

    public Tensor Run(Tensor steps, Tensor mask) => call((steps, mask));

    /// <summary>Adds what <see cref="Run(Tensor, Tensor)"/> does in evaluation mode.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue steps, OnnxValue mask)
    {
        var narrow = _bottleneck is null ? steps : StepConvolution.Export(composer, _bottleneck, steps, 0, 0);
        var branches = _convolutions.Select(conv => StepConvolution.Export(composer, conv, narrow, conv.kernel_size[0] / 2, conv.kernel_size[0] / 2));
        var largest = composer.Node("MaxPool", steps.Shape, [composer.Node("Add", steps.Shape, [steps, StepMask.Bias(composer, mask)])], ("kernel_shape", new long[] { 3 }), ("strides", new long[] { 1 }), ("pads", new long[] { 1, 1 }));
        var pooled = StepConvolution.Export(composer, _pooled, composer.Node("Mul", largest.Shape, [largest, mask]), 0, 0);
        var normal = _norm.Export(composer, composer.Concat(1, [.. branches, pooled]), mask);
        return composer.Node("Relu", normal.Shape, [normal]);
    }

    // No step takes what stands behind the end of a sequence for its neighbour's largest value.
    protected override Tensor Run((Tensor Steps, Tensor Mask) input)
    {
        var (steps, mask) = input;
        var narrow = _bottleneck is null ? steps : _bottleneck.call(steps);
        var largest = functional.max_pool1d(steps.Plus(StepMask.Bias(mask)), 3, stride: 1, padding: 1).mul(mask);
        return _norm.Run(cat([.. _convolutions.Select(conv => conv.call(narrow)), _pooled.call(largest)], 1), mask).relu_();
    }
}
