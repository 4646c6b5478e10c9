using System.Numerics.Tensors;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Images;

/// <summary>Reads images as planes of bytes; files and encoded bytes are decoded on all cores, a block at a time.</summary>
internal sealed class PixelReader : EvenReader<byte>
{
    // In the place of what a row held, once its slot has the pixels of it: a block may be finished again.
    private static readonly object _done = new();

    private readonly ImageSpec _spec;
    private readonly ImageShape _shape;
    private readonly ImageGetter _getter;
    private readonly object?[] _taken;
    private readonly long[] _rows;
    private readonly ImageException?[] _faults;
    private readonly RowFaults? _all;
    private float[]? _floats;

    /// <summary>Opens a column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spec">The column.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="faults">Where images that cannot be used are noted; null where the first of them is thrown.</param>
    public PixelReader(DataViewRow row, ImageSpec spec, int capacity, RowFaults? faults) : base(spec.RowWidth, capacity, ScalarType.Byte)
    {
        _all = faults;
        _spec = spec;
        _shape = spec.Image;
        _getter = new ImageGetter(row, ColumnChecks.Find(row.Schema, "feature", spec.Column), spec.Source);
        (_taken, _rows, _faults) = (new object?[capacity], new long[capacity], new ImageException?[capacity]);
    }

    public override void Read(int slot, long rowIndex)
    {
        _taken[slot] = _getter.Take();
        _rows[slot] = rowIndex;
        // A decoded image belongs to the cursor, which may reuse it for the next row.
        if (_spec.Source == ImageSource.Image) Finish(slot);
    }

    public override void Complete(int count)
    {
        if (_spec.Source != ImageSource.Image)
        {
            if (count == 1) Finish(0);
            else Parallel.For(0, count, Finish);
        }
        for (var i = 0; i < count; i++)
            if (_faults[i] is { } fault) Report(_rows[i], fault);
    }

    protected override float[] ToFloats(int count)
    {
        _floats ??= new float[Buffer.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(Buffer.AsSpan(0, count * Width), _floats);
        return _floats;
    }

    private void Report(long row, ImageException fault)
    {
        if (_all is null) throw ImageErrors.BadImages(_spec.Column, [(row, fault)], 1);
        _all.Add(row, fault);
    }

    private void Finish(int slot)
    {
        var taken = _taken[slot];
        if (taken == _done) return;
        if (_spec.MayBeMissing && ImageGetter.IsMissing(taken))
        {
            (_taken[slot], _faults[slot]) = (_done, null);
            Slot(slot).Clear();
            return;
        }
        (_taken[slot], _faults[slot]) = (_done, null);
        try
        {
            using var picture = ImageGetter.Decode(taken);
            ImagePixels.Fill(picture, Slot(slot), _shape.Channels, _shape.Height, _shape.Width, _spec.ToGrey, ImageGetter.PathOf(taken));
        }
        catch (ImageException e)
        {
            _faults[slot] = e;
        }
    }
}
