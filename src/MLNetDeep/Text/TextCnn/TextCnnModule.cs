using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Texts;

/// <summary>
/// A convolutional network for texts. Kim, Convolutional Neural Networks for Sentence Classification (2014): filters over some neighbouring tokens, of several
/// sizes, of each the largest value anywhere in the text, dropout and a linear layer. Shapes: [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal sealed class TextCnnModule : TextBody
{
    private readonly List<ConvOverSteps> _windows = [];

    public TextCnnModule(TextCnnOptions options, TextShape input, OutputShape output)
        : base(nameof(TextCnnModule), new TokenVectors(input, options.Width, options), options.Dropout, output)
    {
        for (var size = options.SmallestWindow; size <= options.LargestWindow; size++)
            _windows.Add(Part($"window{size}", new ConvOverSteps(options.Width, options.Filters, size)));
        AddHead((long)options.Filters * _windows.Count, output);
    }

    public override OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var vectors = Permute.Transpose(composer, composer.Apply(Tokens, input), 0, 2, 1);
        var mask = Permute.Transpose(composer, TokenMask.Of(composer, input), 0, 2, 1);
        var largest = _windows.Select(window =>
        {
            var found = composer.Apply(window, vectors);
            var kept = composer.Node("Mul", found.Shape, [composer.Node("Relu", found.Shape, [found]), mask]);
            return composer.Node("ReduceMax", [found.Shape[0]], [kept], ("axes", new long[] { 2 }), ("keepdims", 0));
        }).ToArray();
        return largest.Length == 1 ? largest[0] : composer.Concat(1, largest);
    }

    // No value is below 0: places without a token, made 0, change no largest one.
    public override Tensor Embed(Tensor input)
    {
        var vectors = Dropout.call(Tokens.call(input)).transpose(1, 2);
        var mask = TokenMask.Of(input).transpose(1, 2);
        var largest = _windows.Select(window => window.call(vectors).relu_().mul(mask).amax([2])).ToList();
        return cat(largest, 1);
    }
}
