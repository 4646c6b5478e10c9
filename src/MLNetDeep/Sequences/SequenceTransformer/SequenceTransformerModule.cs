using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Sequences;

/// <summary>
/// A transformer for sequences. Vaswani et al., Attention Is All You Need (2017), with norms before each part (Xiong et al., On Layer Normalization in the Transformer Architecture, 2020) and rotary positions (Su et al., RoFormer, 2021),
/// behind a convolution over neighbouring steps; mean and maximum over all steps before the last layer. Shapes: [rows, longest, width + 1] → [rows, outputs].
/// </summary>
internal sealed class SequenceTransformerModule : SequenceBody
{
    private readonly ConvOverSteps _window;
    private readonly RotaryLayers _layers;

    public SequenceTransformerModule(SequenceTransformerOptions options, SequenceShape input, OutputShape output) : base(nameof(SequenceTransformerModule), input, options.Dropout)
    {
        _window = Part("window", new ConvOverSteps(Width, options.Width, options.Window));
        _layers = new RotaryLayers(options.Width, options.Heads, options.Layers, options.Expansion, input.Longest, options.Dropout, options.AttentionDropout, register_module);
        AddHead(2L * options.Width, output);
    }

    protected override OnnxValue Embed(OnnxComposer composer, OnnxValue steps, OnnxValue mask)
    {
        var windows = Permute.Transpose(composer, composer.Apply(_window, Permute.Transpose(composer, steps, 0, 2, 1)), 0, 2, 1);
        return MeanAndMaximum.Of(composer, _layers.Export(composer, windows, mask), mask);
    }

    protected override Tensor Embed(Tensor steps, Tensor mask) => MeanAndMaximum.Of(_layers.Run(_window.call(steps.transpose(1, 2)).transpose(1, 2), mask, Dropout), mask);
}
