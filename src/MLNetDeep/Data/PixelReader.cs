using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>Reads images as planes of bytes; files and encoded bytes are decoded on all cores, a block at a time.</summary>
internal sealed class PixelReader : FeatureReader<byte>
{
    private readonly FeatureSpec _spec;
    private readonly ImageShape _shape;
    private readonly ImageGetter _getter;
    private readonly object?[] _taken;
    private readonly long[] _rows;
    private readonly (string Why, Exception Inner)?[] _faults;
    private float[]? _floats;

    public PixelReader(DataViewRow row, FeatureSpec spec, int capacity) : base(spec, capacity, ScalarType.Byte)
    {
        _spec = spec;
        _shape = (ImageShape)spec.Shape;
        _getter = new ImageGetter(row, ColumnChecks.Find(row.Schema, "feature", spec.ColumnName), spec.Source);
        (_taken, _rows, _faults) = (new object?[capacity], new long[capacity], new (string, Exception)?[capacity]);
    }

    public override void Read(int slot, long rowIndex)
    {
        _taken[slot] = _getter.Take();
        _rows[slot] = rowIndex;
        // A decoded image belongs to the cursor, which may reuse it for the next row.
        if (_spec.Source == FeatureSource.Image) Finish(slot);
    }

    public override void Complete(int count)
    {
        if (_spec.Source != FeatureSource.Image)
        {
            if (count == 1) Finish(0);
            else Parallel.For(0, count, Finish);
        }
        for (var i = 0; i < count; i++)
            if (_faults[i] is { } fault) throw ColumnErrors.BadImage(_spec.ColumnName, _rows[i], fault.Why, fault.Inner);
    }

    public override float[] ToFloats(int count)
    {
        _floats ??= new float[Buffer.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(Buffer.AsSpan(0, count * Width), _floats);
        return _floats;
    }

    private void Finish(int slot)
    {
        _faults[slot] = null;
        try
        {
            ImageGetter.Decode(_taken[slot], image => Fill(image, slot));
        }
        catch (InvalidDataException e)
        {
            _faults[slot] = (e.Message, e);
        }
        _taken[slot] = null;
    }

    private void Fill(MLImage image, int slot) =>
        ImagePixels.Fill(image, Slot(slot), _shape.Channels, _shape.Height, _shape.Width, _spec.ToGrey);
}
