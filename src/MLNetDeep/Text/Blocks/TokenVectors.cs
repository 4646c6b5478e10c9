using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>
/// A learnt vector for each token, zeros where a row has none. In training some tokens are taken as unknown, each time others (word dropout: Iyyer et al.,
/// Deep Unordered Composition Rivals Syntactic Methods for Text Classification, 2015). Where tokens start from published vectors of another size, a learnt matrix
/// without bias makes them as wide as the network wants; vectors that stay fixed are kept apart from those that are learnt.
/// Shapes: [rows, longest] of tokens → [rows, longest, width].
/// </summary>
internal sealed class TokenVectors : Block
{
    // Training texts that ratios are counted in at most, and at once.
    private const int MostRows = 50_000, RowsAtOnce = 256;
    private const string Scales = "scales", Fixed = "fixed", Learnt = "learnt";
    private readonly double _wordDropout;
    private readonly LogCountRatios _ratios;
    private readonly bool _isPublished, _isFixed;
    private readonly Embedding _table;
    private readonly Linear? _projection;

    /// <param name="shape">The texts.</param>
    /// <param name="width">Numbers that describe a token.</param>
    /// <param name="options">How often tokens are forgotten, and what log-count ratios are for.</param>
    /// <param name="deviation">The standard deviation of the vectors at the start.</param>
    public TokenVectors(TextShape shape, int width, TextTrainerOptions options, double deviation = 0.1) : base(nameof(TokenVectors))
    {
        // Weights that were learnt before are not overwritten.
        (_wordDropout, _ratios) = (options.WordDropout, options is { PretrainedEncoder: not null, LogCountRatios: LogCountRatios.Start } ? LogCountRatios.None : options.LogCountRatios);
        (_isPublished, _isFixed) = (shape.VectorSize > 0, shape.VectorSize > 0 && options.FreezeWordVectors);
        var size = _isPublished ? shape.VectorSize : width;
        _table = Part("table", Embedding(shape.Vocabulary, size));
        init.normal_(_table.weight!, 0, deviation);
        if (size != width) _projection = Part("projection", Linear(size, width, hasBias: false));
        if (_isFixed)
        {
            register_buffer(Fixed, zeros(shape.Vocabulary, size));
            register_buffer(Learnt, ones(shape.Vocabulary, 1));
        }
        if (_ratios == LogCountRatios.Scale) register_buffer(Scales, ones(shape.Vocabulary, 1));
    }

    /// <summary>A vector for each token [tokens, width].</summary>
    public Tensor Table => _table.weight!;

    /// <summary>How many training texts are wanted.</summary>
    public int RowsWanted => IsRatioWanted ? MostRows : 0;

    // Published vectors would lose their first numbers.
    private bool IsRatioWanted => _ratios == LogCountRatios.Scale || (_ratios == LogCountRatios.Start && !_isPublished);

    /// <summary>Starts from published vectors; those of other tokens become as large.</summary>
    /// <param name="vectors">A vector for each token [tokens, size]; zeros where there is none.</param>
    /// <param name="known">1 for tokens that have one, else 0 [tokens, 1].</param>
    public void Start(Tensor vectors, Tensor known)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var others = ones_like(known).sub(known);
        var count = known.sum().AtLeast(1).Times(vectors.shape[1]);
        var centered = vectors.sub(vectors.sum().div(count)).mul(known);
        var deviation = centered.mul(centered).sum().div(count).sqrt();
        var own = _table.weight!.div(_table.weight!.std().AtLeast(1e-12)).mul(deviation).mul(others);
        _table.weight!.copy_(_isFixed ? own : own.Plus(vectors));
        if (!_isFixed) return;
        get_buffer(Fixed)!.copy_(vectors);
        get_buffer(Learnt)!.copy_(others);
    }

    /// <summary>
    /// Learns how much tokens tell of classes: the logarithm of how much more frequent a token is in the texts of a class than in all others (Wang, Manning, Baselines
    /// and Bigrams: Simple, Good Sentiment and Topic Classification, 2012). Does nothing where targets are no classes.
    /// </summary>
    /// <param name="tokens">Training texts [rows, longest].</param>
    /// <param name="targets">One-hot vectors of classes, or flags [rows, outputs].</param>
    public void Learn(Tensor tokens, Tensor targets)
    {
        if (!IsRatioWanted) return;
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var vocabulary = _table.weight!.shape[0];
        Tensor with = zeros(targets.shape[1], vocabulary, device: tokens.device), all = zeros(1, vocabulary, device: tokens.device);
        for (long from = 0; from < tokens.shape[0]; from += RowsAtOnce)
        {
            using var inner = NewDisposeScope();
            var rows = Math.Min(RowsAtOnce, tokens.shape[0] - from);
            var present = zeros(rows, vocabulary, device: tokens.device).scatter_(1, tokens.narrow(0, from, rows), ones(rows, tokens.shape[1], device: tokens.device));
            with.AddInPlace(targets.narrow(0, from, rows).t().mm(present));
            all.AddInPlace(present.sum([0], keepdim: true));
        }
        var (own, count) = (targets.sum([0]).unsqueeze(1), (double)tokens.shape[0]);
        var inside = with.Plus(1).div(own.Plus(2)).log();
        var outside = all.sub(with).Plus(1).div(own.neg().Plus(count + 2)).log();
        var ratios = inside.sub(outside);
        Take(ratios, all.squeeze(0));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        using var scope = NewDisposeScope();
        var table = _table.weight!.detach();
        if (_isFixed) table = table.mul(get_buffer(Learnt)!).Plus(get_buffer(Fixed)!);
        if (_ratios == LogCountRatios.Scale) table = table.mul(get_buffer(Scales)!);
        var vectors = composer.Node("Gather", [.. input.Shape, table.shape[1]], [composer.Constant(table), input]);
        if (_projection is not null) vectors = composer.Apply(_projection, vectors);
        return composer.Node("Mul", vectors.Shape, [vectors, TokenMask.Of(composer, input)]);
    }

    protected override Tensor Run(Tensor input)
    {
        var tokens = training && _wordDropout > 0 ? Forget(input) : input;
        var vectors = _table.call(tokens);
        if (_isFixed) vectors = vectors.mul(Rows(Learnt, tokens)).Plus(Rows(Fixed, tokens));
        if (_ratios == LogCountRatios.Scale) vectors = vectors.mul(Rows(Scales, tokens));
        if (_projection is not null) vectors = _projection.call(vectors);
        return vectors.mul(TokenMask.Of(input));
    }

    // Of each token in a text what a buffer has for it.
    private Tensor Rows(string buffer, Tensor tokens) => get_buffer(buffer)!.index_select(0, tokens.flatten()).reshape(tokens.shape[0], tokens.shape[1], -1);

    private void Take(Tensor ratios, Tensor counts)
    {
        var known = Arithmetic.Count(ratios.shape[1], ratios.device).Above(TextShape.Unknown).to(ScalarType.Float32);
        if (_ratios == LogCountRatios.Scale)
        {
            // As strong as before on average over all texts.
            var strength = ratios.abs().amax([0]);
            var mean = strength.mul(counts).mul(known).sum().div(counts.mul(known).sum().AtLeast(1)).AtLeast(1e-6);
            var scales = strength.div(mean).Between(0.25, 4);
            get_buffer(Scales)!.copy_(where(known.Above(0), scales, ones_like(scales)).unsqueeze(1));
            return;
        }
        var width = Math.Min(ratios.shape[0], _table.weight!.shape[1]);
        var (weighted, squares) = (ratios.mul(counts), counts.mul(counts).sum().AtLeast(1));
        var deviation = weighted.mul(weighted).sum().div(squares).sqrt().AtLeast(1e-6);
        _table.weight!.narrow(1, 0, width).copy_(ratios.narrow(0, 0, width).div(deviation).Times(_table.weight!.std().item<float>()).mul(known).t());
    }

    private Tensor Forget(Tensor tokens)
    {
        var isForgotten = rand(tokens.shape, device: tokens.device).Above(_wordDropout).logical_not().logical_and(tokens.Above(0));
        return where(isForgotten, ones_like(tokens), tokens);
    }
}
