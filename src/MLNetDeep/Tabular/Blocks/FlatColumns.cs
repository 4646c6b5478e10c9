using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Tabular;

/// <summary>
/// The columns of a table as one row of numbers for layers of neurons: numbers as they are or as a short vector for each column,
/// behind them a learnt vector for each code. Shapes: [rows, width of the table] → [rows, <see cref="Width"/>].
/// </summary>
internal sealed class FlatColumns : Block
{
    private readonly TableShape _shape;
    private readonly NumberEmbedding? _numbers;
    private readonly ColumnEmbedding? _codes;

    /// <param name="shape">The table.</param>
    /// <param name="codeWidth">Numbers that describe a code.</param>
    /// <param name="numberWidth">Numbers that describe a numeric column; 0 leaves its numbers as they are.</param>
    public FlatColumns(TableShape shape, int codeWidth, int numberWidth = 0) : base(nameof(FlatColumns))
    {
        _shape = shape;
        if (shape.Numbers > 0 && numberWidth > 0) _numbers = Part("numbers", new NumberEmbedding(shape, numberWidth));
        if (shape.Categories.Count > 0) _codes = Part("codes", new ColumnEmbedding(shape.Categories, codeWidth));
        Sections = [.. Enumerable.Repeat(_numbers is null ? shape.NumberWidth : numberWidth, shape.Numbers),
            .. Enumerable.Repeat(codeWidth, shape.Categories.Count)];
    }

    /// <summary>For each column how many numbers of the row are its own.</summary>
    public IReadOnlyList<int> Sections { get; }

    /// <summary>Numbers in a row.</summary>
    public int Width => Sections.Sum();

    private int Reals => _shape.Width - _shape.Categories.Count;

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var parts = new List<OnnxValue>();
        if (Reals > 0) parts.Add(Flat(composer, Apply(composer, _numbers, composer.Columns(input, 0, Reals))));
        if (_codes is not null) parts.Add(Flat(composer, composer.Apply(_codes, composer.Columns(input, Reals, _shape.Width))));
        return parts.Count == 1 ? parts[0] : composer.Concat(1, [.. parts]);
    }

    protected override Tensor Run(Tensor input)
    {
        if (_codes is null) return Numbers(input);
        var codes = _codes.call(input.narrow(1, Reals, _shape.Categories.Count)).flatten(1);
        return Reals == 0 ? codes : cat([Numbers(input.narrow(1, 0, Reals)), codes], 1);
    }

    private Tensor Numbers(Tensor reals) => _numbers is null ? reals : _numbers.call(reals).flatten(1);

    private static OnnxValue Apply(OnnxComposer composer, Block? block, OnnxValue input) => block is null ? input : composer.Apply(block, input);

    private static OnnxValue Flat(OnnxComposer composer, OnnxValue value) => composer.Reshape(value, value.Shape.Aggregate(1L, (product, dim) => product * dim));
}
