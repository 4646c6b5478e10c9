using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// A transformer for tables: strong where columns act together. Gorishniy et al., Revisiting Deep Learning Models for Tabular
/// Data (2021). Each column becomes a token, a token for the row goes before them, and blocks of attention and neurons follow; the
/// token of the row goes through norm and ReLU to the head.
/// Shapes: [rows, width of the table] → [rows, 1 + columns, width] → [rows, outputs].
/// </summary>
internal sealed class FtTransformerModule : Block, IGivesEmbedding
{
    private readonly ColumnTokens _tokens;
    private readonly Sequential _blocks;
    private readonly LayerNorm _norm;
    private readonly ReLU _activation;
    private readonly Linear _last;

    public FtTransformerModule(FtTransformerOptions options, TableShape input, OutputShape output) : base(nameof(FtTransformerModule))
    {
        _tokens = Part("tokens", new ColumnTokens(input, options.Width));
        _blocks = Part("blocks", Sequential(Enumerable.Range(0, options.Layers).Select(i => ($"{i}",
            (Module<Tensor, Tensor>)new FtTransformerBlock(options, isFirst: i == 0, isLast: i == options.Layers - 1)))));
        (_norm, _activation, _last) = (LayerNorm(options.Width), ReLU(), Linear(options.Width, output.Size));
        Part("head", Sequential(("norm", _norm), ("activation", _activation), ("linear", _last)));
    }

    public int EmbeddingWidth => (int)_last.in_features;

    public Module Head => _last;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_last, Embed(composer, input));

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input)
    {
        var row = composer.Apply(_blocks, composer.Apply(_tokens, input));
        return composer.Apply(_activation, composer.Apply(_norm, composer.Reshape(row, row.Shape[1])));
    }

    public Tensor Embed(Tensor input) => _activation.call(_norm.call(_blocks.call(_tokens.call(input)).squeeze(1)));

    protected override Tensor Run(Tensor input) => _last.call(Embed(input));
}
