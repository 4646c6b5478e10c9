using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Columns as enumerables.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>The values of a column: of its raw type, or arrays for vectors and strings for text.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(columnName, nameof(columnName));
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        DataViewType type = column.Type;
        if (type.RawType == typeof(T))
            return Values<T, T>(data, column, v => v);
        if (type is TextDataViewType && typeof(T) == typeof(string))
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>, string>(data, column, v => v.ToString());
        if (type is VectorDataViewType vector && typeof(T).IsArray)
        {
            Type item = typeof(T).GetElementType()!;
            if (item == vector.ItemType.RawType)
            {
                Func<IDataView, DataViewSchema.Column, object> arrays = Arrays<int>;
                return (IEnumerable<T>)Utils.MarshalInvoke(arrays, item, data, column);
            }

            if (item == typeof(string) && vector.ItemType is TextDataViewType)
            {
                return (IEnumerable<T>)Values<VBuffer<ReadOnlyMemory<char>>, string[]>(
                    data, column, v => [.. v.DenseValues().Select(m => m.ToString())]);
            }
        }

        throw Contracts.ExceptParam(nameof(column), $"Cannot map column (name: {column.Name}, type: {type}) in data to the " +
            $"user-defined type, {typeof(T)}.");
    }

    private static object Arrays<TItem>(IDataView data, DataViewSchema.Column column)
        => Values<VBuffer<TItem>, TItem[]>(data, column, v =>
        {
            var items = new TItem[v.Length];
            v.CopyTo(items);
            return items;
        });

    private static IEnumerable<TOut> Values<TRaw, TOut>(IDataView data, DataViewSchema.Column column, Func<TRaw, TOut> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TRaw> getter = cursor.GetGetter<TRaw>(column);
        TRaw value = default!;
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return convert(value);
        }
    }
}
