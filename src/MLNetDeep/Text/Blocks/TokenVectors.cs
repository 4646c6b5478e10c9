using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Text;

/// <summary>
/// A learnt vector for each token, zeros where a row has none. In training some tokens are taken as unknown, each time others (word dropout: Iyyer et al.,
/// Deep Unordered Composition Rivals Syntactic Methods for Text Classification, 2015).
/// Shapes: [rows, longest] of tokens → [rows, longest, width].
/// </summary>
internal sealed class TokenVectors : Block
{
    private readonly double _wordDropout;
    private readonly Embedding _table;

    /// <param name="shape">The texts.</param>
    /// <param name="width">Numbers that describe a token.</param>
    /// <param name="wordDropout">The share of tokens taken as unknown in training.</param>
    /// <param name="deviation">The standard deviation of the vectors at the start.</param>
    public TokenVectors(TextShape shape, int width, double wordDropout, double deviation = 0.1) : base(nameof(TokenVectors))
    {
        _wordDropout = wordDropout;
        _table = Part("table", Embedding(shape.Vocabulary, width));
        init.normal_(_table.weight!, 0, deviation);
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var vectors = composer.Apply(_table, input);
        return composer.Node("Mul", vectors.Shape, [vectors, TokenMask.Of(composer, input)]);
    }

    protected override Tensor Run(Tensor input) => _table.call(training && _wordDropout > 0 ? Forget(input) : input).mul(TokenMask.Of(input));

    private Tensor Forget(Tensor tokens)
    {
        var isForgotten = rand(tokens.shape, device: tokens.device).Above(_wordDropout).logical_not().logical_and(tokens.Above(0));
        return where(isForgotten, ones_like(tokens), tokens);
    }
}
