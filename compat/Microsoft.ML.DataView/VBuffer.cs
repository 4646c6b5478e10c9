using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A vector, dense or sparse, that shares its arrays with whoever was handed it: copy what is to be kept.</summary>
public readonly partial struct VBuffer<T> : IEnumerable
{
    private readonly T[]? _values;
    private readonly int[]? _indices;
    private readonly int _count;

    /// <summary>The number of items, explicit or not.</summary>
    public readonly int Length;

    /// <summary>A dense vector; with <paramref name="indices"/> as room for later use.</summary>
    public VBuffer(int length, T[] values, int[]? indices = null)
    {
        if (length < 0)
            throw new ArgumentOutOfRangeException(nameof(length));
        if ((values?.Length ?? 0) < length)
            throw new ArgumentOutOfRangeException(nameof(values));
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    /// <summary>A sparse vector, or a dense one where <paramref name="count"/> is <paramref name="length"/>.</summary>
    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        if (length < 0)
            throw new ArgumentOutOfRangeException(nameof(length));
        if (count < 0 || count > length)
            throw new ArgumentOutOfRangeException(nameof(count));
        if ((values?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(values));
        if (count < length && (indices?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(indices));
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    /// <summary>Whether every item is explicit.</summary>
    public bool IsDense => _count == Length;

    internal T[]? ValueArray => _values;

    internal int[]? IndexArray => _indices;

    /// <summary>The explicit values.</summary>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>The indices of the explicit values of a sparse vector; empty for a dense one.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public T GetItemOrDefault(int index)
    {
        T value = default!;
        GetItemOrDefault(index, ref value);
        return value;
    }

    public void GetItemOrDefault(int index, ref T destination)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index));
        int at = IsDense ? index : GetIndices().BinarySearch(index);
        destination = at >= 0 ? _values![at] : default!;
    }

    /// <summary>The items with their indices: the explicit ones, or all.</summary>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        if (all && !IsDense)
        {
            int i = 0;
            foreach (T value in DenseValues())
                yield return new KeyValuePair<int, T>(i++, value);
            yield break;
        }

        for (int i = 0; i < _count; i++)
            yield return new KeyValuePair<int, T>(IsDense ? i : _indices![i], _values![i]);
    }

    /// <summary>All items in order.</summary>
    public IEnumerable<T> DenseValues()
    {
        int at = 0;
        for (int i = 0; i < Length; i++)
        {
            if (IsDense)
                yield return _values![i];
            else if (at < _count && _indices![at] == i)
                yield return _values![at++];
            else
                yield return default!;
        }
    }

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    public override string ToString()
        => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";
}
