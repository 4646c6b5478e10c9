namespace Microsoft.ML.Data;

/// <summary>Makes editors of vectors.</summary>
public static class VBufferEditor
{
    /// <summary>Edits what is there, keeping its shape.</summary>
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination)
        => Create(ref destination, destination.Length, destination.GetValues().Length, keepOldOnResize: true);

    /// <summary>
    /// Starts a vector of another shape on the arrays of <paramref name="destination"/>, or on new ones where
    /// those are too short.
    /// </summary>
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        if (newLogicalLength < 0)
            throw new ArgumentOutOfRangeException(nameof(newLogicalLength));
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
            throw new ArgumentOutOfRangeException(nameof(valuesCount));
        int capacity = Math.Max(count, maxValuesCapacity ?? newLogicalLength);
        T[]? values = destination.ValueArray;
        bool newValues = EnsureSize(ref values, count, capacity, keepOldOnResize);
        int[]? indices = destination.IndexArray;
        bool newIndices = (count < newLogicalLength || requireIndicesOnDense)
            && EnsureSize(ref indices, count, capacity, keepOldOnResize);
        return new VBufferEditor<T>(newLogicalLength, count, values!, indices!, requireIndicesOnDense, newValues, newIndices);
    }

    private static bool EnsureSize<T>(ref T[]? array, int count, int capacity, bool keep)
    {
        if (array != null ? array.Length >= count : count == 0)
            return false;
        // Grow at least by half, so that a vector that lengthens row by row does not allocate at each.
        int size = Math.Min(capacity, Math.Max(count, (array?.Length ?? 0) * 3 / 2));
        if (keep && array != null)
            Array.Resize(ref array, size);
        else
            array = new T[size];
        return true;
    }
}

/// <summary>A vector in the making; <see cref="Commit"/> gives it.</summary>
public readonly ref struct VBufferEditor<T>
{
    /// <summary>The explicit values, to be written.</summary>
    public readonly Span<T> Values;

    /// <summary>The indices of the explicit values, to be written; empty for a dense vector.</summary>
    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(
        int length, int count, T[] values, int[] indices, bool requireIndicesOnDense, bool newValues, bool newIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || requireIndicesOnDense ? indices.AsSpan(0, count) : default;
        CreatedNewValues = newValues;
        CreatedNewIndices = newIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    /// <summary>The vector with only the first of its explicit values.</summary>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
        => physicalValuesCount <= Values.Length
            ? new VBuffer<T>(_length, physicalValuesCount, _values, _indices)
            : throw new ArgumentOutOfRangeException(nameof(physicalValuesCount), "Updating VBuffer with a larger count.");
}
