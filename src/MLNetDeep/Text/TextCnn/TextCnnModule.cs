using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A convolutional network for texts. Kim, Convolutional Neural Networks for Sentence Classification (2014): filters over some neighbouring tokens, of several
/// sizes, of each the largest value anywhere in the text, dropout and a linear layer. Shapes: [rows, longest] of tokens → [rows, outputs].
/// </summary>
internal sealed class TextCnnModule : TextBody
{
    private readonly List<ConvOverTokens> _windows = [];
    private readonly Dropout _dropout;
    private readonly Linear _head;

    public TextCnnModule(TextCnnOptions options, TextShape input, OutputShape output)
        : base(nameof(TextCnnModule), new TokenVectors(input, options.Width, options), output)
    {
        for (var size = options.SmallestWindow; size <= options.LargestWindow; size++)
            _windows.Add(Part($"window{size}", new ConvOverTokens(options.Width, options.Filters, size)));
        _dropout = Part("dropout", Dropout(options.Dropout));
        _head = Part("head", Linear((long)options.Filters * _windows.Count, output.Size));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var vectors = Permute.Transpose(composer, composer.Apply(Tokens, input), 0, 2, 1);
        var mask = Permute.Transpose(composer, TokenMask.Of(composer, input), 0, 2, 1);
        var largest = _windows.Select(window =>
        {
            var found = composer.Apply(window, vectors);
            var kept = composer.Node("Mul", found.Shape, [composer.Node("Relu", found.Shape, [found]), mask]);
            return composer.Node("ReduceMax", [found.Shape[0]], [kept], ("axes", new long[] { 2 }), ("keepdims", 0));
        }).ToArray();
        return composer.Apply(_head, largest.Length == 1 ? largest[0] : composer.Concat(1, largest));
    }

    // No value is below 0: places without a token, made 0, change no largest one.
    protected override Tensor Run(Tensor input)
    {
        var vectors = _dropout.call(Tokens.call(input)).transpose(1, 2);
        var mask = TokenMask.Of(input).transpose(1, 2);
        var largest = _windows.Select(window => window.call(vectors).relu_().mul(mask).amax([2])).ToList();
        return _head.call(_dropout.call(cat(largest, 1)));
    }
}
