using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Tabular;

/// <summary>
/// The columns of a table as one row of features: numbers by a layer that the network brings, categories one-hot where they have few values
/// and as learnt vectors where they have many. Shapes: [rows, width of the table] → [rows, <see cref="Width"/>].
/// </summary>
internal sealed class TableFeatures : Block
{
    private readonly int _reals, _width;
    private readonly Block? _numbers;
    private readonly CategoryFeatures? _categories;

    /// <param name="shape">The table.</param>
    /// <param name="numbers">Makes the layer for so many numbers: [rows, numbers] → [rows, numbers × width].</param>
    /// <param name="numberWidth">Numbers that it gives for one.</param>
    /// <param name="mostOneHot">The most values of a category that is one-hot encoded.</param>
    /// <param name="embeddingWidth">Numbers that describe a code of the others.</param>
    public TableFeatures(TableShape shape, Func<int, Block> numbers, int numberWidth, int mostOneHot, int embeddingWidth) : base(nameof(TableFeatures))
    {
        (_reals, _width) = (shape.Width - shape.Categories.Count, shape.Width);
        if (_reals > 0) _numbers = Part("numbers", numbers(_reals));
        if (shape.Categories.Count > 0) _categories = Part("categories", new CategoryFeatures(shape.Categories, mostOneHot, embeddingWidth));
        Width = (_reals * numberWidth) + (_categories?.Width ?? 0);
    }

    /// <summary>Features of a row.</summary>
    public int Width { get; }

    /// <summary>Learns what one-hot encoding takes.</summary>
    public void Learn(Tensor rows) => _categories?.Learn(rows.narrow(1, _reals, _width - _reals));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var parts = new List<OnnxValue>();
        if (_numbers is not null) parts.Add(composer.Apply(_numbers, composer.Columns(input, 0, _reals)));
        if (_categories is not null) parts.Add(composer.Apply(_categories, composer.Columns(input, _reals, _width)));
        return parts.Count == 1 ? parts[0] : composer.Concat(1, [.. parts]);
    }

    protected override Tensor Run(Tensor input)
    {
        var parts = new List<Tensor>();
        if (_numbers is not null) parts.Add(_numbers.call(input.narrow(1, 0, _reals)));
        if (_categories is not null) parts.Add(_categories.call(input.narrow(1, _reals, _width - _reals)));
        return parts.Count == 1 ? parts[0] : cat(parts, 1);
    }
}
