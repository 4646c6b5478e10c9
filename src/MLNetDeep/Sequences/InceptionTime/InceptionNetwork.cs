using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Sequences;

/// <summary>One network of InceptionTime, without its last layer. Shapes: steps [rows, channels, longest] and mask [rows, 1, longest] → [rows, 4 filters].</summary>
internal sealed class InceptionNetwork : Block<(Tensor Steps, Tensor Mask)>
{
    // Modules that a residual connection spans.
    private const int Span = 3;
    private readonly List<InceptionBlock> _blocks = [];
    private readonly List<ConvNorm> _shortcuts = [];

    public InceptionNetwork(InceptionTimeOptions options, long width) : base(nameof(InceptionNetwork))
    {
        var (channels, residual) = (width, width);
        for (var i = 0; i < options.Depth; i++)
        {
            _blocks.Add(Part($"block{i}", new InceptionBlock(options, channels)));
            channels = WidthOf(options);
            if (i % Span != Span - 1) continue;
            _shortcuts.Add(Part($"shortcut{_shortcuts.Count}", new ConvNorm(residual, channels)));
            residual = channels;
        }
    }

    /// <summary>Numbers that describe a sequence.</summary>
    public static long WidthOf(InceptionTimeOptions options) => 4L * options.Filters;

    public Tensor Run(Tensor steps, Tensor mask) => call((steps, mask));

    /// <summary>Adds what <see cref="Run(Tensor, Tensor)"/> does in evaluation mode.</summary>
    public OnnxValue Export(OnnxComposer composer, OnnxValue steps, OnnxValue mask)
    {
        var (value, residual) = (steps, steps);
        for (var i = 0; i < _blocks.Count; i++)
        {
            value = _blocks[i].Export(composer, value, mask);
            if (i % Span != Span - 1) continue;
            var sum = composer.Add(value, _shortcuts[i / Span].Export(composer, residual, mask));
            residual = value = composer.Node("Relu", sum.Shape, [sum]);
        }
        return StepMask.Mean(composer, Permute.Transpose(composer, value, 0, 2, 1), Permute.Transpose(composer, mask, 0, 2, 1));
    }

    protected override Tensor Run((Tensor Steps, Tensor Mask) input)
    {
        var (value, residual, mask) = (input.Steps, input.Steps, input.Mask);
        for (var i = 0; i < _blocks.Count; i++)
        {
            value = _blocks[i].Run(value, mask);
            if (i % Span == Span - 1) residual = value = value.Plus(_shortcuts[i / Span].Run(residual, mask)).relu();
        }
        return value.sum([2]).div(mask.sum([2]).AtLeast(1));
    }
}
