using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Tabular;

/// <summary>
/// One-hot encoding of categories with few values: a number for each value, all 0 for code 0; a single number, 1 or -1, for a category of
/// two values or one. Each is then scaled as robustly encoded numbers are: less its median, divided by its interquartile range (half its range
/// where that is 0), smoothly clipped. Holzmüller et al., Better by Default (2024).
/// Shapes: [rows, columns] of codes as reals → [rows, <see cref="Width"/>].
/// </summary>
internal sealed class OneHotColumns : Block
{
    private const string Places = "places", Last = "last", On = "on", Off = "off", Shift = "shift", Scale = "scale";
    private const int None = -1;

    /// <param name="columns">For each column its place in the input and how many codes it has: at least 2.</param>
    public OneHotColumns(IReadOnlyList<(int Place, int Codes)> columns) : base(nameof(OneHotColumns))
    {
        var features = columns.SelectMany(column => column.Codes <= 3
            ? [(column.Place, column.Codes, On: 1, Off: column.Codes == 3 ? 2 : 0)]
            : Enumerable.Range(1, column.Codes - 1).Select(code => (column.Place, column.Codes, On: code, Off: None))).ToArray();
        Width = features.Length;
        void Add(string name, IEnumerable<float> values) => register_buffer(name, Tensors.OfFloats([.. values], 1, Width));
        register_buffer(Places, Tensors.OfLongs([.. features.Select(f => (long)f.Place)]));
        Add(Last, features.Select(f => f.Codes - 1f));
        Add(On, features.Select(f => (float)f.On));
        Add(Off, features.Select(f => (float)f.Off));
        Add(Shift, features.Select(_ => 0f));
        Add(Scale, features.Select(f => f.Off == None ? 2f : 1f));
    }

    /// <summary>Numbers in a row.</summary>
    public int Width { get; }

    /// <summary>Learns medians and ranges.</summary>
    /// <param name="codes">Codes of training rows [rows, columns].</param>
    public void Learn(Tensor codes)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var sorted = OneHot(codes).sort(0).Values;
        Tensor Quantile(double share) => sorted.select(0, (long)(share * (sorted.shape[0] - 1))).unsqueeze(0);
        var range = Quantile(0.75).sub(Quantile(0.25));
        var spread = where(range.Above(0), range, Quantile(1).sub(Quantile(0)).Over(2));
        get_buffer(Shift)!.copy_(Quantile(0.5));
        // A value that no row has, or all have, says nothing.
        get_buffer(Scale)!.copy_(where(spread.Above(0), spread.reciprocal(), zeros_like(spread)));
    }

    public override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        OnnxValue Buffer(string name) => composer.Constant(get_buffer(name)!);
        OnnxValue Node(string op, params OnnxValue[] inputs) => composer.Node(op, [Width], inputs);
        OnnxValue Is(OnnxValue codes, string name) => composer.Node("Cast", [Width], [Node("Equal", codes, Buffer(name))], ("to", (long)OnnxElement.Float));
        var places = new OnnxValue(composer.Graph.Constant(OnnxTensor.Vector(get_buffer(Places)!.cpu().data<long>().ToArray())), [Width]);
        var picked = composer.Node("Gather", [Width], [input, places], ("axis", 1));
        var least = Node("Max", Node("Min", picked, Buffer(Last)), composer.Constant(0));
        var codes = Node("Floor", least);
        var hot = Node("Sub", Is(codes, On), Is(codes, Off));
        return SmoothClip.Export(composer, Node("Mul", Node("Sub", hot, Buffer(Shift)), Buffer(Scale)));
    }

    protected override Tensor Run(Tensor input) => SmoothClip.Of(OneHot(input).sub(get_buffer(Shift)!).mul(get_buffer(Scale)!));

    private Tensor OneHot(Tensor input)
    {
        var codes = input.index_select(1, get_buffer(Places)!).minimum(get_buffer(Last)!).AtLeast(0).floor();
        return codes.eq(get_buffer(On)!).to(ScalarType.Float32).sub(codes.eq(get_buffer(Off)!).to(ScalarType.Float32));
    }
}
