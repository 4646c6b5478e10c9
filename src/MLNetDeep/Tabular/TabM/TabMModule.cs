using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// An ensemble of networks of neurons that share their matrices: the first choice for tables. Gorishniy et al., TabM: Advancing
/// Tabular Deep Learning with Parameter-Efficient Ensembling (2024). Members differ by scales and shifts, and each has a
/// head of its own; in training each has its own loss, in evaluation they are pooled by the last stage of the network.
/// Shapes: [rows, width of the table] → [rows, members, width] → [rows, members, outputs].
/// </summary>
internal sealed class TabMModule : Block, IGivesEmbedding
{
    private const string AdapterName = "adapter";
    private readonly FlatColumns _columns;
    private readonly Sequential _layers;
    private readonly ParallelLinear _head;
    private readonly bool _isMini;

    public TabMModule(TabMOptions options, TableShape input, OutputShape output) : base(nameof(TabMModule))
    {
        (_isMini, EmbeddingWidth) = (options.Kind == TabMKind.Mini, options.Width);
        _columns = Part("columns", new FlatColumns(input, options.EmbeddingWidth, options.NumberWidth));
        var first = StartOfMembers(options, _columns.Sections);
        if (_isMini) Parameter(AdapterName, first);
        _layers = Part("layers", Sequential(Enumerable.Range(0, options.Layers).Select(i => ($"{i}",
            Layer(options, i == 0 ? _columns.Width : options.Width, i == 0 ? first : null)))));
        _head = Part("head", new ParallelLinear(options.Members, options.Width, output.Size));
    }

    public int EmbeddingWidth { get; }

    public Module Head => _head;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input) => composer.Apply(_head, MembersOf(composer, input));

    /// <summary>The mean over the members.</summary>
    public Tensor Embed(Tensor input) => MembersOf(input).mean([1]);

    /// <summary>Adds the mean over the members.</summary>
    public OnnxValue Embed(OnnxComposer composer, OnnxValue input) => MemberPooling.Mean.Export(composer, MembersOf(composer, input));

    protected override Tensor Run(Tensor input) => _head.call(MembersOf(input));

    private OnnxValue MembersOf(OnnxComposer composer, OnnxValue input)
    {
        var columns = composer.Apply(_columns, input);
        var row = composer.Reshape(columns, 1, columns.Shape[0]);
        return composer.Apply(_layers, _isMini ? MemberLinear.Scale(composer, row, get_parameter(AdapterName)!) : row);
    }

    private Tensor MembersOf(Tensor input)
    {
        var row = _columns.call(input).unsqueeze(1);
        return _layers.call(_isMini ? row.mul(get_parameter(AdapterName)!) : row);
    }

    private Module<Tensor, Tensor> Layer(TabMOptions options, int inside, Tensor? first) => Sequential(
        ("linear", _isMini ? Linear(inside, options.Width) : new MemberLinear(options.Members, inside, options.Width, first)),
        ("activation", ReLU()), ("dropout", Dropout(options.Dropout)));

    // What tells members apart at first is one factor for each column of each: a sign where numbers come as they are, as published.
    private static Tensor StartOfMembers(TabMOptions options, IReadOnlyList<int> sections)
    {
        using var scope = NewDisposeScope();
        var perColumn = randn(options.Members, sections.Count);
        if (options.NumberWidth == 0) perColumn = perColumn.sign();
        var parts = sections.Select((width, i) => perColumn.narrow(1, i, 1).expand(-1, width)).ToList();
        // Of one column alone, cat would give back what it was given: a view whose numbers share their place.
        return cat(parts, 1).contiguous().MoveToOuterDisposeScope();
    }
}
