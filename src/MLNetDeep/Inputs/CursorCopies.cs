using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Inputs;

/// <summary>Copies of what a cursor's row holds, which may leave its thread.</summary>
internal static class CursorCopies
{
    /// <summary>Of a text.</summary>
    public static Func<object?> OfText(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            getter(ref text);
            return text.ToString();
        };
    }

    /// <summary>Of a vector.</summary>
    public static Func<object?> OfVector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return () =>
        {
            getter(ref values);
            var copy = new T[values.Length];
            values.CopyTo(copy);
            return copy;
        };
    }
}
