using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A transformer for texts. Vaswani et al., Attention Is All You Need (2017), with norms before each part (Xiong et al., On Layer Normalization in the Transformer
/// Architecture, 2020), rotary positions, and the mean over all tokens before the last layer. Where wanted, a convolution over neighbouring tokens before the first layer, and the largest value of each number over all
/// tokens beside the mean. Shapes: [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal sealed class TextTransformerModule : TextBody, IGivesTokenStates
{
    private readonly List<(LayerNorm Norm, RotaryAttention Attention, Sequential Neurons)> _layers = [];
    private readonly LayerNorm _norm;
    private readonly ConvOverTokens? _window;
    private readonly bool _hasMaximum;

    public TextTransformerModule(TextTransformerOptions options, TextShape input, OutputShape output)
        : base(nameof(TextTransformerModule), new TokenVectors(input, options.Width, options, deviation: 0.5), options.Dropout, output)
    {
        for (var i = 0; i < options.Layers; i++)
            _layers.Add((Part($"norm{i}", LayerNorm(options.Width)),
                Part($"attention{i}", new RotaryAttention(options.Width, options.Heads, input.Longest, options.AttentionDropout)),
                Part($"neurons{i}", Sequential(
                    ("norm", LayerNorm(options.Width)),
                    ("up", Linear(options.Width, (long)options.Width * options.Expansion)),
                    ("gelu", GELU()),
                    ("dropout", nn.Dropout(options.Dropout)),
                    ("down", Linear((long)options.Width * options.Expansion, options.Width))))));
        _norm = Part("norm", LayerNorm(options.Width));
        if (options.Window > 0) _window = Part("window", new ConvOverTokens(options.Width, options.Width, options.Window));
        (_hasMaximum, StateWidth) = (options.MaxPooling, options.Width);
        AddHead((_hasMaximum ? 2L : 1) * options.Width, output);
    }

    public int StateWidth { get; }

    public override OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var (mask, states) = (TokenMask.Of(composer, input), States(composer, input));
        var mean = TokenMask.Mean(composer, states, mask);
        return _hasMaximum ? composer.Concat(1, mean, TokenMask.Max(composer, states, mask)) : mean;
    }

    public OnnxValue States(OnnxComposer composer, OnnxValue input)
    {
        var mask = TokenMask.Of(composer, input);
        var flat = composer.Node("Unsqueeze", [1, 1, -1], [composer.Node("Squeeze", input.Shape, [mask, TokenMask.Longs(composer, 2)]), TokenMask.Longs(composer, 1, 2)]);
        var bias = TokenMask.Bias(composer, flat);
        var longest = composer.Node("Slice", [1], [composer.Node("Shape", [2], [input]), TokenMask.Longs(composer, 1), TokenMask.Longs(composer, 2)]);
        var tokens = composer.Apply(Tokens, input);
        if (_window is not null)
        {
            var mixed = Permute.Transpose(composer, composer.Apply(_window, Permute.Transpose(composer, tokens, 0, 2, 1)), 0, 2, 1);
            tokens = composer.Add(tokens, composer.Node("Mul", mixed.Shape, [composer.Node("Relu", mixed.Shape, [mixed]), mask]));
        }
        foreach (var (norm, attention, neurons) in _layers)
        {
            tokens = composer.Add(tokens, attention.Export(composer, composer.Apply(norm, tokens), bias, longest));
            tokens = composer.Add(tokens, composer.Apply(neurons, tokens));
        }
        return composer.Apply(_norm, tokens);
    }

    public override Tensor Embed(Tensor input)
    {
        var (mask, states) = (TokenMask.Of(input), States(input));
        var mean = TokenMask.Mean(states, mask);
        return _hasMaximum ? cat([mean, TokenMask.Max(states, mask)], 1) : mean;
    }

    public Tensor States(Tensor input)
    {
        var (mask, tokens) = (TokenMask.Of(input), Dropout.call(Tokens.call(input)));
        var bias = TokenMask.Bias(mask.squeeze(2).unsqueeze(1).unsqueeze(1));
        if (_window is not null) tokens = tokens.Plus(_window.call(tokens.transpose(1, 2)).relu_().transpose(1, 2).mul(mask));
        foreach (var (norm, attention, neurons) in _layers)
        {
            tokens = tokens.Plus(Dropout.call(attention.call(norm.call(tokens), bias)));
            tokens = tokens.Plus(Dropout.call(neurons.call(tokens)));
        }
        return _norm.call(tokens);
    }
}
