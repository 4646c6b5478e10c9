namespace Microsoft.ML.Data;

public readonly partial struct VBuffer<T>
{
    /// <summary>Copies this vector as it is, sparse or dense, reusing the arrays of the destination.</summary>
    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    /// <summary>Copies the items from <paramref name="sourceIndex"/> on.</summary>
    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        if (sourceIndex < 0 || sourceIndex > Length)
            throw new ArgumentOutOfRangeException(nameof(sourceIndex));
        if (length < 0 || sourceIndex + length > Length)
            throw new ArgumentOutOfRangeException(nameof(length));
        if (IsDense)
        {
            VBufferEditor<T> dense = VBufferEditor.Create(ref destination, length);
            GetValues().Slice(sourceIndex, length).CopyTo(dense.Values);
            destination = dense.Commit();
            return;
        }

        int from = LowerBound(sourceIndex);
        int count = LowerBound(sourceIndex + length) - from;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, count);
        GetValues().Slice(from, count).CopyTo(editor.Values);
        for (int i = 0; i < editor.Indices.Length; i++)
            editor.Indices[i] = _indices![from + i] - sourceIndex;
        destination = editor.Commit();
    }

    /// <summary>Copies this vector, made dense.</summary>
    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>Writes all items in order.</summary>
    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    /// <summary>Writes all items in order, from an index on, with a value for those that are not explicit.</summary>
    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default!)
    {
        if (destinationIndex < 0 || destinationIndex > destination.Length - Length)
            throw new ArgumentOutOfRangeException(nameof(destinationIndex), "Not enough capacity in destination array");
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices![i]] = _values![i];
    }

    /// <summary>Makes <paramref name="destination"/> a dense copy of a part of <paramref name="source"/>.</summary>
    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        if (sourceIndex < 0 || sourceIndex > (source?.Length ?? 0))
            throw new ArgumentOutOfRangeException(nameof(sourceIndex));
        if (length < 0 || length > (source?.Length ?? 0) - sourceIndex)
            throw new ArgumentOutOfRangeException(nameof(length));
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    private int LowerBound(int index)
    {
        int at = GetIndices().BinarySearch(index);
        return at >= 0 ? at : ~at;
    }
}
