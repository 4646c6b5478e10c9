using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// A residual network for tables: quick to train, hard to overfit. Gorishniy et al., Revisiting Deep Learning Models for Tabular
/// Data (2021). A linear layer, then blocks x + Linear(ReLU(Linear(norm(x)))), then norm, ReLU and the head.
/// Shapes: [rows, width of the table] → [rows, width] → [rows, outputs].
/// </summary>
internal sealed class TableResNetModule : Block, IGivesEmbedding
{
    private readonly Sequential _body;
    private readonly Linear _head;

    public TableResNetModule(TableResNetOptions options, TableShape input, OutputShape output) : base(nameof(TableResNetModule))
    {
        var columns = Part("columns", new FlatColumns(input, options.EmbeddingWidth, input.NumberWidth > 1 ? options.EmbeddingWidth : 0));
        var blocks = Enumerable.Range(0, options.Layers).Select(i => ($"{i}", (Module<Tensor, Tensor>)new TableResNetBlock(options)));
        // The order in which they run; the sequence that runs them owns nothing.
        _body = Sequential(
            ("columns", columns),
            ("first", Part("first", Linear(columns.Width, options.Width))),
            ("blocks", Part("blocks", Sequential(blocks))),
            ("norm", Part("norm", new BatchNormalization(options.Width))),
            ("activation", Part("activation", ReLU())));
        _head = Part("head", Linear(options.Width, output.Size));
    }

    public int EmbeddingWidth => (int)_head.in_features;

    public Module Head => _head;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, Embed(composer, input));

    public Tensor Embed(Tensor input) => _body.call(input);

    public OnnxValue Embed(OnnxComposer composer, OnnxValue input) => composer.Apply(_body, input);

    protected override Tensor Run(Tensor input) => _head.call(Embed(input));
}

/// <summary>x + Dropout(Linear(Dropout(ReLU(Linear(norm(x)))))). Shapes: [rows, width] stay.</summary>
internal sealed class TableResNetBlock : Block
{
    private readonly Sequential _branch;

    public TableResNetBlock(TableResNetOptions options) : base(nameof(TableResNetBlock))
    {
        var inside = Math.Max(1, (int)(options.Width * options.Expansion));
        _branch = Part("branch", Sequential(
            ("norm", new BatchNormalization(options.Width)),
            ("linear1", Linear(options.Width, inside)), ("activation", ReLU()), ("dropout1", Dropout(options.Dropout)),
            ("linear2", Linear(inside, options.Width)), ("dropout2", Dropout(options.ResidualDropout))));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Add(input, composer.Apply(_branch, input));

    protected override Tensor Run(Tensor input) => input.Plus(_branch.call(input));
}
