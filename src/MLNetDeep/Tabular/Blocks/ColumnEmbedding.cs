using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tabular;

/// <summary>
/// What each code of each categorical column stands for: a vector that is learnt. One table holds the vectors of all columns,
/// so that a batch is one look-up. Codes beyond those of a column count as its last, those below 0 as 0.
/// Shapes: [rows, columns] of codes as reals → [rows, columns, width].
/// </summary>
internal sealed class ColumnEmbedding : Block
{
    private const string LastName = "last", OffsetName = "offset";
    private readonly Embedding _table;

    /// <param name="categories">For each column how many codes it has.</param>
    /// <param name="width">Numbers that describe a code.</param>
    /// <param name="deviation">The deviation of the vectors at the start; null makes them as long as the one-hot vectors that they replace.</param>
    public ColumnEmbedding(IReadOnlyList<int> categories, int width, double? deviation = null) : base(nameof(ColumnEmbedding))
    {
        (Columns, Width) = (categories.Count, width);
        _table = Part("table", Embedding(categories.Sum(), width));
        init.normal_(_table.weight!, 0, deviation ?? (1 / Math.Sqrt(width)));
        float[] last = [.. categories.Select(count => (float)(count - 1))], offsets = new float[categories.Count];
        for (var i = 1; i < offsets.Length; i++) offsets[i] = offsets[i - 1] + categories[i - 1];
        register_buffer(LastName, Tensors.OfFloats(last, 1, last.Length));
        register_buffer(OffsetName, Tensors.OfFloats(offsets, 1, offsets.Length));
    }

    public int Columns { get; }

    public int Width { get; }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        using var scope = NewDisposeScope();
        var last = get_buffer(LastName)!;
        var most = composer.Node("Min", input.Shape, [input, composer.Constant(last)]);
        var least = composer.Node("Max", input.Shape, [most, composer.Constant(zeros_like(last))]);
        var places = composer.Node("Add", input.Shape, [Floor(composer, least), composer.Constant(get_buffer(OffsetName)!)]);
        return composer.Apply(_table, places);
    }

    protected override Tensor Run(Tensor input)
    {
        var codes = input.minimum(get_buffer(LastName)!).AtLeast(0).floor();
        return _table.call(codes.Plus(get_buffer(OffsetName)!).to(ScalarType.Int64));
    }

    private static OnnxValue Floor(OnnxComposer composer, OnnxValue codes) => composer.Node("Floor", codes.Shape, [codes]);
}
