using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Inputs.Series;

/// <summary>Opens the columns of a row.</summary>
internal static class RowGetters
{
    /// <summary>Times: ticks of dates, or whole numbers; null where one is missing.</summary>
    public static Func<long?> Time(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        DateTimeDataViewType => Of<DateTime, long?>(row, column, date => date == default ? null : date.Ticks),
        DateTimeOffsetDataViewType => Of<DateTimeOffset, long?>(row, column, date => date == default ? null : date.UtcTicks),
        _ => Whole(row, column),
    };

    /// <summary>Ids as text; empty where one is missing.</summary>
    public static Func<string> Id(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is TextDataViewType) return Of<ReadOnlyMemory<char>, string>(row, column, text => text.ToString());
        if (column.Type is KeyDataViewType && Names(column) is { } names)
        {
            var key = Whole(row, column);
            return () => key() is > 0 and var number && number <= names.Length ? names[number - 1] : "";
        }
        var read = Whole(row, column);
        return () => read() is { } id && !(id == 0 && column.Type is KeyDataViewType) ? id.ToString(CultureInfo.InvariantCulture) : "";
    }

    /// <summary>Numbers and flags.</summary>
    public static Func<float> Number(DataViewRow row, DataViewSchema.Column column) => Type.GetTypeCode(column.Type.RawType) switch
    {
        TypeCode.Boolean => Of<bool, float>(row, column, value => value ? 1 : 0),
        TypeCode.Single => Of<float, float>(row, column, value => value),
        TypeCode.Double => Of<double, float>(row, column, value => (float)value),
        _ => Whole(row, column) is var whole ? () => whole() is { } value ? value : float.NaN : null!,
    };

    private static Func<long?> Whole(DataViewRow row, DataViewSchema.Column column) => Type.GetTypeCode(column.Type.RawType) switch
    {
        TypeCode.SByte => Of<sbyte, long?>(row, column, value => value),
        TypeCode.Byte => Of<byte, long?>(row, column, value => value),
        TypeCode.Int16 => Of<short, long?>(row, column, value => value),
        TypeCode.UInt16 => Of<ushort, long?>(row, column, value => value),
        TypeCode.Int32 => Of<int, long?>(row, column, value => value),
        TypeCode.UInt32 => Of<uint, long?>(row, column, value => value),
        TypeCode.Int64 => Of<long, long?>(row, column, value => value),
        _ => Of<ulong, long?>(row, column, value => checked((long)value)),
    };

    private static string[]? Names(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is not { Type: VectorDataViewType { ItemType: TextDataViewType } }) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static Func<TOut> Of<TIn, TOut>(DataViewRow row, DataViewSchema.Column column, Func<TIn, TOut> map)
    {
        var getter = row.GetGetter<TIn>(column);
        TIn value = default!;
        return () =>
        {
            getter(ref value);
            return map(value);
        };
    }
}
