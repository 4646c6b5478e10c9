namespace Microsoft.ML.Data;

/// <summary>The values that a fitted MapValueToKey knows, in the order of their keys.</summary>
internal abstract class TermMap(PrimitiveDataViewType itemType, int count)
{
    /// <summary>The type of the values.</summary>
    internal PrimitiveDataViewType ItemType { get; } = itemType;

    internal int Count { get; } = count;

    /// <summary>The type of the keys; a map without values still has a type, as in the original.</summary>
    internal KeyDataViewType KeyType { get; } = new(typeof(uint), Math.Max(1, count));

    internal abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column);

    internal abstract void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText);

    internal abstract void Save(BinaryWriter writer);

    internal static TermMap Load(BinaryReader reader)
    {
        PrimitiveDataViewType type = ItemCodec.ReadType(reader);
        return Utils.MarshalInvoke(LoadBody<int>, type.RawType, reader, type);
    }

    internal static TermMap<T> Make<T>(PrimitiveDataViewType itemType, T[] values) where T : notnull =>
        values is ReadOnlyMemory<char>[] texts
            ? (TermMap<T>)(TermMap)new TextTermMap(texts)
            : new TermMap<T>(itemType, values);

    private static TermMap LoadBody<T>(BinaryReader reader, PrimitiveDataViewType type) where T : notnull
    {
        Func<BinaryReader, T> read = ItemCodec.Reader<T>();
        T[] values = new T[reader.ReadInt32()];
        for (int i = 0; i < values.Length; i++)
            values[i] = read(reader);
        return Make(type, values);
    }
}

internal class TermMap<T> : TermMap where T : notnull
{
    private readonly T[] _values;
    private readonly Dictionary<T, uint> _keys;

    internal TermMap(PrimitiveDataViewType itemType, T[] values) : base(itemType, values.Length)
    {
        _values = values;
        _keys = new Dictionary<T, uint>(values.Length);
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return;
        for (int i = 0; i < values.Length; i++)
            _keys.Add(values[i], (uint)i + 1);
    }

    /// <summary>The key of a value, 0 for one that is not known.</summary>
    private protected virtual uint KeyOf(in T value) => _keys.GetValueOrDefault(value);

    internal override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column) =>
        column.Type is VectorDataViewType ? MakeVectorGetter(row.GetGetter<VBuffer<T>>(column)) : MakeGetter(row.GetGetter<T>(column));

    private ValueGetter<uint> MakeGetter(ValueGetter<T> source)
    {
        T value = default!;
        return (ref uint key) =>
        {
            source(ref value);
            key = KeyOf(in value);
        };
    }

    private ValueGetter<VBuffer<uint>> MakeVectorGetter(ValueGetter<VBuffer<T>> source)
    {
        VBuffer<T> value = default;
        uint implicitKey = KeyOf(default!);
        return (ref VBuffer<uint> keys) =>
        {
            source(ref value);
            bool dense = value.IsDense || implicitKey != 0;
            ReadOnlySpan<T> from = value.GetValues();
            VBufferEditor<uint> editor = VBufferEditor.Create(ref keys, value.Length, dense ? value.Length : from.Length);
            if (dense && !value.IsDense)
            {
                editor.Values.Fill(implicitKey);
                for (int i = 0; i < from.Length; i++)
                    editor.Values[value.GetIndices()[i]] = KeyOf(in from[i]);
            }
            else
            {
                for (int i = 0; i < from.Length; i++)
                    editor.Values[i] = KeyOf(in from[i]);
                value.GetIndices().CopyTo(editor.Indices);
            }
            keys = editor.Commit();
        };
    }

    internal override void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText)
    {
        if (Count == 0)
            return;
        if (ItemType is KeyDataViewType && source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues) is { } names)
            Utils.MarshalInvoke(AddNames<int>, names.Type.GetItemType().RawType, builder, source, names);
        else if (asText && ItemType is not TextDataViewType)
            builder.AddKeyValues(Count, TextDataViewType.Instance, AnnotationUtils.GetterOf(AsText()));
        else
            AddValues(builder, ItemType, _values);
    }

    private List<string> AsText()
    {
        ValueMapper<T, ReadOnlyMemory<char>> convert =
            Conversions.GetStandardConversion<T, ReadOnlyMemory<char>>(ItemType, TextDataViewType.Instance);
        var texts = new List<string>(Count);
        foreach (T value in _values)
        {
            ReadOnlyMemory<char> text = default;
            convert(in value, ref text);
            texts.Add(text.ToString());
        }
        return texts;
    }

    // The values are keys themselves: what is shown is what those keys stand for.
    private object? AddNames<TName>(
        DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, DataViewSchema.Column names)
    {
        VBuffer<TName> all = default;
        source.Annotations.GetValue(AnnotationUtils.Kinds.KeyValues, ref all);
        TName[] dense = [.. all.DenseValues()];
        AddValues(builder, (PrimitiveDataViewType)names.Type.GetItemType(), Array.ConvertAll(_values, key =>
        {
            ulong at = Convert.ToUInt64(key) - 1;
            return at < (ulong)dense.Length ? dense[at] : MissingValues.Value<TName>();
        }));
        return null;
    }

    private static void AddValues<TValue>(DataViewSchema.Annotations.Builder builder, PrimitiveDataViewType type, TValue[] values)
    {
        var vector = new VBuffer<TValue>(values.Length, values);
        builder.AddKeyValues(values.Length, type, (ref VBuffer<TValue> destination) => vector.CopyTo(ref destination));
    }

    internal override void Save(BinaryWriter writer)
    {
        Action<BinaryWriter, T> write = ItemCodec.Writer<T>();
        ItemCodec.WriteType(writer, ItemType);
        writer.Write(_values.Length);
        foreach (T value in _values)
            write(writer, value);
    }
}

/// <summary>Text by its characters, looked up without making a string of it.</summary>
internal sealed class TextTermMap : TermMap<ReadOnlyMemory<char>>
{
    private readonly Dictionary<string, uint>.AlternateLookup<ReadOnlySpan<char>> _keys;

    internal TextTermMap(ReadOnlyMemory<char>[] values) : base(TextDataViewType.Instance, values)
    {
        var keys = new Dictionary<string, uint>(values.Length);
        for (int i = 0; i < values.Length; i++)
            keys.Add(values[i].ToString(), (uint)i + 1);
        _keys = keys.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private protected override uint KeyOf(in ReadOnlyMemory<char> value) =>
        _keys.TryGetValue(value.Span, out uint key) ? key : 0;
}
