using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>
/// A transformer for texts. Vaswani et al., Attention Is All You Need (2017), with norms before each part (Xiong et al., On Layer Normalization in the Transformer
/// Architecture, 2020), rotary positions, and the mean over all tokens before the last layer. Where wanted, a convolution over neighbouring tokens before the first layer, and the largest value of each number over all
/// tokens beside the mean. Shapes: [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal sealed class TextTransformerModule : TextBody, IGivesTokenStates
{
    private readonly RotaryLayers _layers;
    private readonly ConvOverSteps? _window;
    private readonly bool _hasMaximum;

    public TextTransformerModule(TextTransformerOptions options, TextShape input, OutputShape output)
        : base(nameof(TextTransformerModule), new TokenVectors(input, options.Width, options, deviation: 0.5), options.Dropout, output)
    {
        _layers = new RotaryLayers(options.Width, options.Heads, options.Layers, options.Expansion, input.Longest, options.Dropout, options.AttentionDropout, register_module);
        if (options.Window > 0) _window = Part("window", new ConvOverSteps(options.Width, options.Width, options.Window));
        (_hasMaximum, StateWidth) = (options.MaxPooling, options.Width);
        AddHead((_hasMaximum ? 2L : 1) * options.Width, output);
    }

    public int StateWidth { get; }

    public override OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var (mask, states) = (TokenMask.Of(composer, input), States(composer, input));
        var mean = StepMask.Mean(composer, states, mask);
        return _hasMaximum ? composer.Concat(1, mean, StepMask.Max(composer, states, mask)) : mean;
    }

    public OnnxValue States(OnnxComposer composer, OnnxValue input)
    {
        var mask = TokenMask.Of(composer, input);
        var tokens = composer.Apply(Tokens, input);
        if (_window is not null)
        {
            var mixed = Permute.Transpose(composer, composer.Apply(_window, Permute.Transpose(composer, tokens, 0, 2, 1)), 0, 2, 1);
            tokens = composer.Add(tokens, composer.Node("Mul", mixed.Shape, [composer.Node("Relu", mixed.Shape, [mixed]), mask]));
        }
        return _layers.Export(composer, tokens, mask);
    }

    public override Tensor Embed(Tensor input)
    {
        var (mask, states) = (TokenMask.Of(input), States(input));
        var mean = StepMask.Mean(states, mask);
        return _hasMaximum ? cat([mean, StepMask.Max(states, mask)], 1) : mean;
    }

    public Tensor States(Tensor input)
    {
        var (mask, tokens) = (TokenMask.Of(input), Dropout.call(Tokens.call(input)));
        if (_window is not null) tokens = tokens.Plus(_window.call(tokens.transpose(1, 2)).relu_().transpose(1, 2).mul(mask));
        return _layers.Run(tokens, mask, Dropout);
    }
}
