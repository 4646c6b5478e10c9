namespace Microsoft.ML.Data;

/// <summary>Collects the different values of one column.</summary>
internal abstract class TermBuilder
{
    /// <summary>Takes the values of the row that the cursor is at.</summary>
    internal abstract void AddRow();

    internal abstract TermMap Finish(bool sort);

    internal static TermBuilder Create(DataViewRow row, DataViewSchema.Column column, int maximum) =>
        Utils.MarshalInvoke(CreateTyped<int>, column.Type.GetItemType().RawType, row, column, maximum);

    private static TermBuilder CreateTyped<T>(DataViewRow row, DataViewSchema.Column column, int maximum) where T : notnull =>
        new TermBuilder<T>(row, column, maximum);
}

internal sealed class TermBuilder<T> : TermBuilder where T : notnull
{
    private readonly PrimitiveDataViewType _itemType;
    private readonly int _maximum;
    private readonly MissingValues.Test<T>? _isMissing;
    private readonly Action _addRow;
    private readonly List<T> _values = [];
    private readonly HashSet<T> _seen = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _seenTexts =
        new HashSet<string>().GetAlternateLookup<ReadOnlySpan<char>>();

    internal TermBuilder(DataViewRow row, DataViewSchema.Column column, int maximum)
    {
        _itemType = (PrimitiveDataViewType)column.Type.GetItemType();
        _maximum = maximum;
        _isMissing = MissingValues.Of<T>(_itemType);
        _addRow = column.Type is VectorDataViewType
            ? VectorAdder(row.GetGetter<VBuffer<T>>(column))
            : ScalarAdder(row.GetGetter<T>(column));
    }

    internal override void AddRow() => _addRow();

    internal override TermMap Finish(bool sort)
    {
        if (sort && _values is List<ReadOnlyMemory<char>> texts)
            texts.Sort((a, b) => a.Span.SequenceCompareTo(b.Span));
        else if (sort)
            _values.Sort();
        return TermMap.Make(_itemType, _values.ToArray());
    }

    private Action ScalarAdder(ValueGetter<T> getter)
    {
        T value = default!;
        return () =>
        {
            getter(ref value);
            Add(in value);
        };
    }

    private Action VectorAdder(ValueGetter<VBuffer<T>> getter)
    {
        VBuffer<T> vector = default;
        return () =>
        {
            getter(ref vector);
            if (vector.IsDense)
            {
                foreach (ref readonly T value in vector.GetValues())
                    Add(in value);
                return;
            }
            foreach (T value in vector.DenseValues())
                Add(in value);
        };
    }

    private void Add(in T value)
    {
        if (_values.Count >= _maximum || (_isMissing != null && _isMissing(in value)))
            return;
        if (value is ReadOnlyMemory<char> text)
            AddText(text);
        else if (_seen.Add(value))
            _values.Add(value);
    }

    // The characters may be in a buffer that the next row reuses: keep a string of one's own.
    private void AddText(ReadOnlyMemory<char> text)
    {
        if (_seenTexts.Add(text.Span) && _seenTexts.TryGetValue(text.Span, out string? own))
            _values.Add((T)(object)own.AsMemory());
    }
}
