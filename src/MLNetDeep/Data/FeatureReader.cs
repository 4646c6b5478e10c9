using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace MLNetDeep.Data;

/// <summary>
/// Turns columns of a cursor's rows into blocks of features. <see cref="Read"/> is called on the cursor's thread for each
/// row; <see cref="Complete"/> does what is left, on several threads where it is heavy.
/// </summary>
internal abstract class FeatureReader
{
    /// <summary>Takes the current row into a slot of the block.</summary>
    public abstract void Read(int slot, long rowIndex);

    /// <summary>Finishes the first rows of the block.</summary>
    public virtual void Complete(int count)
    {
    }

    /// <summary>The first rows of the finished block, in memory of their own.</summary>
    public abstract Features ToFeatures(int count);

    /// <summary>The first rows of the finished block as the inputs of an exported network; they share memory that the next block overwrites.</summary>
    public abstract IReadOnlyList<OrtValue> ToOnnx(int count);

    /// <summary>Whether the row in the first slot is the same as the one given, which it then becomes.</summary>
    public abstract bool SameAsBefore();
}

/// <summary>A reader of rows of as many <typeparamref name="T"/> each.</summary>
/// <param name="width">Numbers in a row.</param>
/// <param name="capacity">The most rows in a block.</param>
/// <param name="type">What <typeparamref name="T"/> is to a tensor.</param>
internal abstract class EvenReader<T>(int width, int capacity, ScalarType type) : FeatureReader
    where T : unmanaged, IEquatable<T>
{
    private T[]? _before;

    protected int Width { get; } = width;

    protected T[] Buffer { get; } = new T[(long)capacity * width];

    protected Span<T> Slot(int slot) => Buffer.AsSpan(slot * Width, Width);

    public override Features ToFeatures(int count)
    {
        var tensor = empty([count, Width], type);
        MemoryMarshal.AsBytes(Buffer.AsSpan(0, count * Width)).CopyTo(tensor.bytes);
        return tensor;
    }

    public override IReadOnlyList<OrtValue> ToOnnx(int count) =>
        [OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, ToFloats(count).AsMemory(0, count * Width), [count, Width])];

    public override bool SameAsBefore()
    {
        if (_before is not null && Slot(0).SequenceEqual(_before)) return true;
        _before ??= new T[Width];
        Slot(0).CopyTo(_before);
        return false;
    }

    /// <summary>The first rows as 32-bit reals, one behind the other; overwritten by the next block.</summary>
    protected abstract float[] ToFloats(int count);
}
