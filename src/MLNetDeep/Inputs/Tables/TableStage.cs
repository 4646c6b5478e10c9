using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Onnx;
using MLNetDeep.Onnx.Graph;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Tables;

/// <summary>
/// The front of networks for tables. Fills in what is missing, encodes numbers by what was learnt of the training part, says which
/// were missing, and turns raw codes into the codes that the network tells apart. A number goes through straight pieces:
/// p = clamp((x - low) / width, 0, 1) in each. Piecewise-linear encoding gives all p of a number (Gorishniy et al., On Embeddings
/// for Numerical Features, 2022), quantile encoding start + rise × p of the piece it lies in. Standard encoding is one piece without ends,
/// robust encoding the same, smoothly clipped.
/// Shapes: [rows, numbers + categories] → [rows, (numbers + flags) × numbers of one + categories].
/// </summary>
internal sealed class TableStage : TensorInput
{
    private const string Fill = "fill", Low = "low", Inverse = "inverse", Rise = "rise", Start = "start", Flagged = "flagged", Codes = "codes", Offsets = "offsets";
    private readonly TableEncoding _table;
    private readonly int _numbers, _categories;

    public TableStage(TableEncoding table) : base(nameof(TableStage), table.RawWidth)
    {
        (_table, _numbers, _categories) = (table, table.Numbers, table.Categories.Count());
        if (_numbers > 0) AddNumbers(table.Values);
        if (table.Flagged.Count > 0) register_buffer(Flagged, Tensors.OfLongs([.. table.Flagged.Select(number => (long)number)]));
        if (_categories > 0) AddCodes(table.Values);
    }

    private bool IsQuantile => _table.Numeric == NumericEncoding.Quantile;

    public override Tensor Encode(Tensor rows)
    {
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        var raw = rows.to(ScalarType.Float32);
        if (_numbers > 0)
        {
            var numbers = raw.narrow(1, 0, _numbers);
            var missing = numbers.isfinite().logical_not();
            parts.Add(Pieces(where(missing, get_buffer(Fill)!, numbers)).flatten(1));
            if (_table.Flagged.Count > 0) parts.Add(Flags(missing));
        }
        if (_categories > 0)
        {
            var places = raw.narrow(1, _numbers, _categories).to(ScalarType.Int64).Plus(get_buffer(Offsets)!);
            parts.Add(get_buffer(Codes)!.index_select(0, places.flatten()).reshape(-1, _categories));
        }
        return (parts.Count == 1 ? parts[0].clone() : cat(parts, 1)).MoveToOuterDisposeScope();
    }

    protected override OnnxValue Export(OnnxComposer composer, OnnxValue input)
    {
        var parts = new List<OnnxValue>();
        if (_numbers > 0)
        {
            var numbers = composer.Columns(input, 0, _numbers);
            // What is not finite is NaN less itself; ONNX asks for NaN alone.
            var missing = composer.Node("IsNaN", numbers.Shape, [composer.Node("Sub", numbers.Shape, [numbers, numbers])]);
            var filled = composer.Node("Where", numbers.Shape, [missing, composer.Constant(get_buffer(Fill)!), numbers]);
            parts.Add(Pieces(composer, filled));
            if (_table.Flagged.Count > 0) parts.Add(Flags(composer, missing));
        }
        if (_categories > 0) parts.Add(ExportCodes(composer, composer.Columns(input, _numbers, _numbers + _categories)));
        return parts.Count == 1 ? parts[0] : composer.Concat(1, [.. parts]);
    }

    public override Features Probe(int rows)
    {
        using var scope = NewDisposeScope();
        var random = RandomProbe.Create([rows, _numbers + _categories]).to(Device);
        var parts = new List<Tensor>();
        if (_numbers > 0)
        {
            // Around the place of a missing number, as far as its pieces reach; every seventh is missing.
            var spread = get_buffer(Inverse)!.reciprocal().nan_to_num(0, 0, 0).sum([2]);
            float[] missing = [.. Enumerable.Range(0, rows * _numbers).Select(i => i % 7 == 6 ? float.NaN : 0)];
            parts.Add(random.narrow(1, 0, _numbers).mul(spread).Plus(get_buffer(Fill)!).Plus(Tensors.OfFloats(missing, rows, _numbers).to(Device)));
        }
        if (_categories > 0)
        {
            var counts = Tensors.OfFloats([.. _table.RawCodes.Select(count => (float)count)], 1, _categories).to(Device);
            parts.Add(random.narrow(1, _numbers, _categories).abs().mul(counts).remainder(counts).floor());
        }
        return cat(parts, 1).MoveToOuterDisposeScope();
    }

    private void AddNumbers(TableValues? values)
    {
        var pieces = _table.Pieces;
        void Add(string name, float[]? start, params long[] shape) =>
            register_buffer(name, start is null ? zeros(shape) : Tensors.OfFloats(start, shape));
        Add(Fill, values?.Fill, 1, _numbers);
        Add(Low, values?.Low, 1, _numbers, pieces);
        Add(Inverse, values?.Inverse, 1, _numbers, pieces);
        if (!IsQuantile) return;
        Add(Rise, values?.Rise, 1, _numbers, pieces);
        Add(Start, values?.Start, 1, _numbers, pieces);
    }

    private void AddCodes(TableValues? values)
    {
        register_buffer(Offsets, Tensors.OfLongs(RawOffsets()));
        long count = _table.RawCodes.Sum();
        register_buffer(Codes, values is null ? zeros(count) : Tensors.OfFloats(values.Codes, count));
    }

    // Where the codes of each category begin in the table of all.
    private long[] RawOffsets()
    {
        long[] counts = [.. _table.RawCodes.Select(count => (long)count)], offsets = new long[counts.Length];
        for (var i = 1; i < offsets.Length; i++) offsets[i] = offsets[i - 1] + counts[i - 1];
        return offsets;
    }

    private static OnnxValue Longs(OnnxComposer composer, IEnumerable<long> values)
    {
        long[] all = [.. values];
        return new(composer.Graph.Constant(OnnxTensor.Vector(all)), [all.Length]);
    }

    private Tensor Pieces(Tensor numbers)
    {
        if (IsQuantile) return ByQuantiles(numbers);
        // What is made here is nobody else's: the pieces of a batch are many, and one copy of them is enough.
        var through = numbers.unsqueeze(2).sub(get_buffer(Low)!).mul_(get_buffer(Inverse)!);
        return _table.Numeric switch
        {
            NumericEncoding.Standard => through,
            NumericEncoding.Robust => SmoothClip.Of(through),
            _ => through.ClampInPlace(0, 1),
        };
    }

    // The piece that a number lies in is looked for: giving all of them would take as many numbers for one.
    private Tensor ByQuantiles(Tensor numbers)
    {
        var values = numbers.t().contiguous();
        var pieces = searchsorted(get_buffer(Low)!.squeeze(0), values, right: true).AddInPlace(-1L).AtLeastInPlace(0);
        var places = pieces.AddInPlace(Arithmetic.Count(_numbers, numbers.device).MultiplyInPlace((long)_table.Pieces).unsqueeze(1)).flatten();
        Tensor Of(string name) => get_buffer(name)!.flatten().index_select(0, places);
        var through = values.flatten().sub_(Of(Low)).mul_(Of(Inverse)).ClampInPlace(0, 1);
        return through.mul_(Of(Rise)).AddInPlace(Of(Start)).reshape(_numbers, -1).t();
    }

    private OnnxValue Pieces(OnnxComposer composer, OnnxValue numbers)
    {
        if (IsQuantile) return ByQuantiles(composer, numbers);
        long[] shape = [_numbers, _table.Pieces], flat = [_numbers * _table.NumberWidth];
        var apart = composer.Node("Sub", shape, [composer.Reshape(numbers, _numbers, 1), composer.Constant(get_buffer(Low)!)]);
        var through = composer.Node("Mul", shape, [apart, composer.Constant(get_buffer(Inverse)!)]);
        var encoded = _table.Numeric switch
        {
            NumericEncoding.Standard => through,
            NumericEncoding.Robust => SmoothClip.Export(composer, through),
            _ => Clip(composer, through),
        };
        return composer.Reshape(encoded, flat);
    }

    private OnnxValue ByQuantiles(OnnxComposer composer, OnnxValue numbers)
    {
        long[] shape = [_numbers], all = [_numbers, _table.Pieces];
        var reached = composer.Node("GreaterOrEqual", all, [composer.Reshape(numbers, _numbers, 1), composer.Constant(get_buffer(Low)!)]);
        var flags = composer.Node("Cast", all, [reached], ("to", (long)OnnxElement.Int64));
        var count = composer.Node("ReduceSum", shape, [flags, Longs(composer, [2])], ("keepdims", 0));
        var piece = composer.Node("Max", shape, [composer.Node("Sub", shape, [count, Longs(composer, [1])]), Longs(composer, [0])]);
        var places = composer.Node("Add", shape, [piece, Longs(composer, Enumerable.Range(0, _numbers).Select(n => (long)n * _table.Pieces))]);
        OnnxValue Of(string name) => composer.Node("Gather", shape, [composer.Constant(get_buffer(name)!.flatten()), places], ("axis", 0));
        var apart = composer.Node("Sub", shape, [numbers, Of(Low)]);
        var through = Clip(composer, composer.Node("Mul", shape, [apart, Of(Inverse)]));
        return composer.Node("Add", shape, [composer.Node("Mul", shape, [through, Of(Rise)]), Of(Start)]);
    }

    private static OnnxValue Clip(OnnxComposer composer, OnnxValue value) =>
        composer.Node("Clip", value.Shape, [value, composer.Constant(0), composer.Constant(1)]);

    // A flag is a number like the others: where these are several, it is the first of as many.
    private Tensor Flags(Tensor missing)
    {
        var flags = missing.index_select(1, get_buffer(Flagged)!).to(ScalarType.Float32);
        if (_table.NumberWidth == 1) return flags;
        var rest = zeros([flags.shape[0], _table.Flagged.Count, _table.NumberWidth - 1], ScalarType.Float32, flags.device);
        return cat([flags.unsqueeze(2), rest], 2).flatten(1);
    }

    private OnnxValue Flags(OnnxComposer composer, OnnxValue missing)
    {
        long count = _table.Flagged.Count;
        var picked = composer.Node("Gather", [count], [missing, Longs(composer, _table.Flagged.Select(number => (long)number))], ("axis", 1));
        var flags = composer.Node("Cast", [count], [picked], ("to", (long)OnnxElement.Float));
        if (_table.NumberWidth == 1) return flags;
        var first = new float[_table.NumberWidth];
        first[0] = 1;
        var spread = composer.Node("Mul", [count, _table.NumberWidth], [composer.Reshape(flags, count, 1), composer.Constant(Tensors.OfFloats(first, 1, 1, first.Length))]);
        return composer.Reshape(spread, count * _table.NumberWidth);
    }

    private OnnxValue ExportCodes(OnnxComposer composer, OnnxValue raw)
    {
        var whole = composer.Node("Cast", raw.Shape, [raw], ("to", (long)OnnxElement.Int64));
        var places = composer.Node("Add", raw.Shape, [whole, Longs(composer, RawOffsets())]);
        return composer.Node("Gather", raw.Shape, [composer.Constant(get_buffer(Codes)!), places], ("axis", 0));
    }
}
