using Microsoft.ML;
using MLNetDeep.Data.Tables;
using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>
/// Turns columns of a cursor's rows into blocks of numbers. <see cref="Read"/> is called on the cursor's thread for each
/// row; <see cref="Complete"/> does what is left, on several threads where it is heavy.
/// </summary>
internal abstract class FeatureReader
{
    /// <summary>Opens the columns of a row (or a cursor) for blocks of up to <paramref name="capacity"/> rows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="spec">The columns and what they become.</param>
    /// <param name="capacity">The most rows in a block.</param>
    /// <param name="strict">Whether numbers that are not finite are refused, as they are in training.</param>
    /// <param name="faults">Where images that cannot be used are noted; null where the first of them is thrown.</param>
    public static FeatureReader Open(DataViewRow row, FeatureSpec spec, int capacity, bool strict, ImageFaults? faults = null) => spec.Source switch
    {
        FeatureSource.Table => new TableReader(row, spec, capacity),
        FeatureSource.Numbers => new NumberReader(row, spec, capacity, strict),
        _ => new PixelReader(row, spec, capacity, faults),
    };

    /// <summary>Takes the current row into a slot of the block.</summary>
    public abstract void Read(int slot, long rowIndex);

    /// <summary>Finishes the first rows of the block.</summary>
    public abstract void Complete(int count);

    /// <summary>The first rows of the finished block as a tensor of its own, [count, numbers in a row].</summary>
    public abstract Tensor ToTensor(int count);

    /// <summary>The first rows of the finished block as 32-bit reals, one behind the other; overwritten by the next block.</summary>
    public abstract float[] ToFloats(int count);

    /// <summary>Whether the row in the first slot is the same as the one given, which it then becomes.</summary>
    public abstract bool SameAsBefore();
}

/// <summary>A reader with a buffer of <typeparamref name="T"/>.</summary>
internal abstract class FeatureReader<T>(FeatureSpec spec, int capacity, ScalarType type) : FeatureReader
    where T : unmanaged, IEquatable<T>
{
    private T[]? _before;

    protected int Width { get; } = spec.RowWidth;

    protected T[] Buffer { get; } = new T[(long)capacity * spec.RowWidth];

    protected Span<T> Slot(int slot) => Buffer.AsSpan(slot * Width, Width);

    public override Tensor ToTensor(int count)
    {
        var tensor = empty([count, Width], type);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(Buffer.AsSpan(0, count * Width)).CopyTo(tensor.bytes);
        return tensor;
    }

    public override bool SameAsBefore()
    {
        if (_before is not null && Slot(0).SequenceEqual(_before)) return true;
        _before ??= new T[Width];
        Slot(0).CopyTo(_before);
        return false;
    }
}
