using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tasks;

/// <summary>The classes of a label: how many, and the values that its keys stand for where they are known.</summary>
internal abstract class LabelValues(int count)
{
    private const string KeyValues = "KeyValues";

    public int Count { get; } = count;

    /// <summary>The type of the values; null when the keys stand for nothing but themselves.</summary>
    public abstract PrimitiveDataViewType? ItemType { get; }

    /// <summary>The values, of the type that <see cref="ItemType"/> keeps them in; empty when unknown.</summary>
    public abstract Array Values { get; }

    /// <summary>The values as text; the numbers of the keys when unknown.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Adds the values as an annotation, if they are known.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder annotations, string kind);

    /// <summary>Reads the values from the annotations of a key column.</summary>
    public static LabelValues Read(DataViewSchema.Column column, int count)
    {
        if (column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type is not VectorDataViewType { ItemType: PrimitiveDataViewType item } || count == 0)
            return new UnknownLabelValues(count);
        return ((Reader)Activator.CreateInstance(typeof(Reader<>).MakeGenericType(item.RawType))!).Read(column, item);
    }

    /// <summary>Known values.</summary>
    /// <param name="item">Their type.</param>
    /// <param name="values">An array of the type that <paramref name="item"/> keeps them in.</param>
    public static LabelValues Of(PrimitiveDataViewType item, Array values) =>
        (LabelValues)Activator.CreateInstance(typeof(LabelValues<>).MakeGenericType(item.RawType), item, values)!;

    /// <summary>The names of a vector's slots; their numbers, from 0, where they have none.</summary>
    public static LabelValues OfSlots(DataViewSchema.Column column)
    {
        var size = ((VectorDataViewType)column.Type).Size;
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (column.HasSlotNames()) column.GetSlotNames(ref names);
        string Name(int slot) => names.Length == size && names.GetItemOrDefault(slot) is { Length: > 0 } name
            ? name.ToString() : slot.ToString(CultureInfo.InvariantCulture);
        return Of(TextDataViewType.Instance, Enumerable.Range(0, size).Select(slot => Name(slot).AsMemory()).ToArray());
    }

    /// <summary>Keys that stand for nothing but themselves.</summary>
    public static LabelValues Unknown(int count) => new UnknownLabelValues(count);

    // The type of the values is known when it runs alone; a class for each is what the runtime makes without looking into this one.
    private abstract class Reader
    {
        public abstract LabelValues Read(DataViewSchema.Column column, PrimitiveDataViewType item);
    }

    private sealed class Reader<T> : Reader
    {
        public override LabelValues Read(DataViewSchema.Column column, PrimitiveDataViewType item)
        {
            VBuffer<T> values = default;
            column.Annotations.GetValue(KeyValues, ref values);
            return new LabelValues<T>(item, values.DenseValues().ToArray());
        }
    }

    private sealed class UnknownLabelValues(int count) : LabelValues(count)
    {
        public override PrimitiveDataViewType? ItemType => null;

        public override Array Values => Array.Empty<string>();

        public override IReadOnlyList<string> Names { get; } =
            Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();

        public override void AddTo(DataViewSchema.Annotations.Builder annotations, string kind)
        {
        }
    }
}

/// <summary>Known values of type <typeparamref name="T"/>.</summary>
internal sealed class LabelValues<T>(PrimitiveDataViewType itemType, T[] values) : LabelValues(values.Length)
{
    public override PrimitiveDataViewType ItemType => itemType;

    public override Array Values => values;

    public override IReadOnlyList<string> Names { get; } =
        values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "").ToArray();

    public override void AddTo(DataViewSchema.Annotations.Builder annotations, string kind) =>
        annotations.Add(kind, new VectorDataViewType(itemType, values.Length), (ValueGetter<VBuffer<T>>)Get);

    private void Get(ref VBuffer<T> target)
    {
        var editor = VBufferEditor.Create(ref target, values.Length);
        values.CopyTo(editor.Values);
        target = editor.Commit();
    }
}
