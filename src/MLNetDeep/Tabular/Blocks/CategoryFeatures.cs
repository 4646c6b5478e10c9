using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Tabular;

/// <summary>
/// The categories of a table as numbers: one-hot where a category has few values, a learnt vector for each code where it has many.
/// Shapes: [rows, columns] of codes as reals → [rows, <see cref="Width"/>].
/// </summary>
internal sealed class CategoryFeatures : Block
{
    private const string Places = "places";
    private readonly OneHotColumns? _few;
    private readonly ColumnEmbedding? _many;

    /// <param name="categories">For each column how many codes it has.</param>
    /// <param name="mostOneHot">The most values, code 0 not counted, of a category that is one-hot encoded.</param>
    /// <param name="embeddingWidth">Numbers that describe a code of the others.</param>
    public CategoryFeatures(IReadOnlyList<int> categories, int mostOneHot, int embeddingWidth) : base(nameof(CategoryFeatures))
    {
        var columns = categories.Select((codes, place) => (Place: place, Codes: codes)).ToLookup(c => c.Codes - 1 >= 1 && c.Codes - 1 <= mostOneHot);
        (int Place, int Codes)[] few = [.. columns[true]], many = [.. columns[false]];
        if (few.Length > 0) _few = Part("onehot", new OneHotColumns(few));
        if (many.Length > 0)
        {
            register_buffer(Places, Tensors.OfLongs([.. many.Select(c => (long)c.Place)]));
            _many = Part("embedding", new ColumnEmbedding([.. many.Select(c => c.Codes)], embeddingWidth, deviation: 1));
        }
        Width = (_few?.Width ?? 0) + (many.Length * embeddingWidth);
    }

    /// <summary>Numbers in a row.</summary>
    public int Width { get; }

    /// <summary>Learns what one-hot encoding takes.</summary>
    public void Learn(Tensor codes) => _few?.Learn(codes);

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var parts = new List<OnnxValue>();
        if (_few is not null) parts.Add(composer.Apply(_few, input));
        if (_many is not null)
        {
            var places = get_buffer(Places)!.cpu().data<long>().ToArray();
            var index = new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(places)), [places.Length]);
            var vectors = composer.Apply(_many, composer.Node("Gather", [places.Length], [input, index], ("axis", 1)));
            parts.Add(composer.Reshape(vectors, vectors.Shape[0] * vectors.Shape[1]));
        }
        return parts.Count == 1 ? parts[0] : composer.Concat(1, [.. parts]);
    }

    protected override Tensor Run(Tensor input)
    {
        var parts = new List<Tensor>();
        if (_few is not null) parts.Add(_few.call(input));
        if (_many is not null) parts.Add(_many.call(input.index_select(1, get_buffer(Places)!)).flatten(1));
        return parts.Count == 1 ? parts[0] : cat(parts, 1);
    }
}
