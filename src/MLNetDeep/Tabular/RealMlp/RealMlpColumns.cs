using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using static TorchSharp.torch;

namespace MLNetDeep.Tabular;

/// <summary>The columns of a table as one row of features: PBLD embeddings of numbers, one-hot or learnt vectors of categories. Shapes: [rows, width of the table] → [rows, <see cref="Width"/>].</summary>
internal sealed class RealMlpColumns : Block
{
    private readonly int _reals, _width;
    private readonly PbldEmbedding? _numbers;
    private readonly CategoryFeatures? _categories;

    public RealMlpColumns(RealMlpOptions options, TableShape shape) : base(nameof(RealMlpColumns))
    {
        (_reals, _width) = (shape.Width - shape.Categories.Count, shape.Width);
        if (_reals > 0) _numbers = Part("numbers", new PbldEmbedding(_reals, options.Frequencies, options.FrequencyDeviation, options.NumberWidth));
        if (shape.Categories.Count > 0) _categories = Part("categories", new CategoryFeatures(shape.Categories, options.MaxOneHot, options.EmbeddingWidth));
        Width = (_reals * options.NumberWidth) + (_categories?.Width ?? 0);
    }

    /// <summary>Features of a row.</summary>
    public int Width { get; }

    /// <summary>Learns what one-hot encoding takes.</summary>
    public void Learn(Tensor rows) => _categories?.Learn(rows.narrow(1, _reals, _width - _reals));

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var parts = new List<OnnxValue>();
        if (_numbers is not null) parts.Add(composer.Apply(_numbers, FlatColumns.Columns(composer, input, 0, _reals)));
        if (_categories is not null) parts.Add(composer.Apply(_categories, FlatColumns.Columns(composer, input, _reals, _width)));
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
