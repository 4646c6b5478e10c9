using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes a tensor's elements, in the order of its dimensions.</summary>
public sealed class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly long[] shape;
    private readonly long[] strides;

    internal TensorAccessor(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        this.tensor = tensor;
        shape = tensor.shape;
        strides = tensor.stride();
        Count = tensor.numel();
        IsContiguous = tensor.is_contiguous();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    private bool IsContiguous { get; }

    public unsafe T this[params long[] indices]
    {
        get => *At(Offset(indices));
        set => *At(Offset(indices)) = value;
    }

    public T[] ToArray()
    {
        if (!IsContiguous)
            return tensor.ReadHost<T>();
        var values = new T[Count];
        Memory().CopyTo(values);
        GC.KeepAlive(tensor);
        return values;
    }

    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), shape);
        Buffer.BlockCopy(ToArray(), 0, array, 0, Buffer.ByteLength(array));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex,
        tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = IsContiguous ? Memory() : tensor.ReadHost<T>();
        source[checked((int)tensorIndex)..].CopyTo(array[arrayIndex..]);
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        if (IsContiguous)
            source[..(int)Math.Min(source.Length, Count - tensorIndex)].CopyTo(Memory()[checked((int)tensorIndex)..]);
        else
            for (var i = 0; i < source.Length && tensorIndex + i < Count; i++)
                *At(Offset(tensorIndex + i)) = source[i];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && ToArray().AsSpan().SequenceEqual(other.ToArray());

    public override int GetHashCode() => tensor.GetHashCode();

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.Equals(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !left.Equals(right);

    public void Dispose() { }

    private unsafe Span<T> Memory() => new(tensor.DataPointer, checked((int)Count));

    private unsafe T* At(long offset) => (T*)tensor.DataPointer + offset;

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
            return Offset(indices[0]);
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{shape.Length} indices are needed, but {indices.Length} were given.");
        var offset = 0L;
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= shape[i])
                throw new IndexOutOfRangeException($"Index {indices[i]} is outside dimension {i}, which has {shape[i]} elements.");
            offset += indices[i] * strides[i];
        }
        return offset;
    }

    /// <summary>Where the element with this number lies, counting through the last dimension first.</summary>
    private long Offset(long number)
    {
        if (number < 0 || number >= Count)
            throw new IndexOutOfRangeException($"Index {number} is outside a tensor of {Count} elements.");
        var offset = 0L;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            offset += number % shape[i] * strides[i];
            number /= shape[i];
        }
        return offset;
    }
}
