using System.Numerics.Tensors;
using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Runtime;
using static TorchSharp.torch;

namespace MLNetDeep.Inputs.Images;

/// <summary>Reads images as planes of bytes; files and encoded bytes are decoded on all cores, a block at a time.</summary>
internal sealed class PixelReader : DecodingReader<byte>
{
    private readonly ImageSpec _spec;
    private readonly ImageShape _shape;
    private float[]? _floats;

    /// <summary>Opens a column.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spec">The column.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="faults">Where images that cannot be used are noted; null where the first of them is thrown.</param>
    public PixelReader(DataViewRow row, ImageSpec spec, int capacity, RowFaults? faults)
        : base(new ImageGetter(row, ColumnChecks.Find(row.Schema, "feature", spec.Column), spec.Source).Take, spec.RowWidth, capacity, ScalarType.Byte, faults) =>
        (_spec, _shape) = (spec, spec.Image);

    protected override bool IsDecodedAtOnce => _spec.Source == ImageSource.Image;

    protected override float[] ToFloats(int count)
    {
        _floats ??= new float[Buffer.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(Buffer.AsSpan(0, count * Width), _floats);
        return _floats;
    }

    protected override void Decode(object? taken, Span<byte> numbers)
    {
        if (_spec.MayBeMissing && ImageGetter.IsMissing(taken))
        {
            numbers.Clear();
            return;
        }
        using var picture = ImageGetter.Decode(taken);
        ImagePixels.Fill(picture, numbers, _shape.Channels, _shape.Height, _shape.Width, _spec.ToGrey, ImageGetter.PathOf(taken));
    }

    protected override Exception Describe(long row, ContentException fault) => ImageErrors.BadImages(_spec.Column, [(row, fault)], 1);
}
