using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Holds values of one column, a slot each.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>A buffer for a column of <paramref name="input"/>, filled by <see cref="Read"/> from its current row.</summary>
    public static ColumnBuffer Create(DataViewRow input, DataViewSchema.Column column)
        => (ColumnBuffer)Activator.CreateInstance(
            typeof(ColumnBuffer<>).MakeGenericType(column.Type.RawType), input, column)!;

    /// <summary>Copies the value of the input's current row into a slot.</summary>
    public abstract void Read(int slot);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the slot that <paramref name="slot"/> names when it is called.</summary>
    public abstract Delegate MakeGetter(Func<int> slot);
}

internal sealed class ColumnBuffer<T> : ColumnBuffer
{
    private delegate void Copy(in T from, ref T to);

    private static readonly Copy s_copy = MakeCopy();

    private readonly ValueGetter<T> _getter;
    private T[] _values = new T[16];

    public ColumnBuffer(DataViewRow input, DataViewSchema.Column column) => _getter = input.GetGetter<T>(column);

    public override void Read(int slot)
    {
        if (slot >= _values.Length)
            Array.Resize(ref _values, Math.Max(slot + 1, _values.Length * 2));
        _getter(ref _values[slot]);
    }

    public override Delegate MakeGetter(Func<int> slot)
        => (ValueGetter<T>)((ref T value) => s_copy(in _values[slot()], ref value));

    private static Copy MakeCopy()
    {
        if (!typeof(T).IsGenericType || typeof(T).GetGenericTypeDefinition() != typeof(VBuffer<>))
            return (in T from, ref T to) => to = from;
        // A vector is copied, because the reader may write into the memory that it was handed.
        MethodInfo copy = typeof(ColumnBuffer<T>).GetMethod(nameof(CopyVector), BindingFlags.NonPublic | BindingFlags.Static)!;
        return copy.MakeGenericMethod(typeof(T).GetGenericArguments()[0]).CreateDelegate<Copy>();
    }

    private static void CopyVector<TItem>(in VBuffer<TItem> from, ref VBuffer<TItem> to) => from.CopyTo(ref to);
}
