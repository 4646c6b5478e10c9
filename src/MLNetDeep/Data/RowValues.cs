using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Data;

/// <summary>The values of one column over all rows, as numbers to order by or as keys to compare.</summary>
internal static class RowValues
{
    /// <summary>What is the same for equal values.</summary>
    public static ulong[] Keys(IDataView rows, string column)
    {
        var found = ColumnChecks.Find(rows.Schema, "grouping", column);
        if (found.Type is TextDataViewType) return [.. rows.GetColumn<ReadOnlyMemory<char>>(found).Select(Hash)];
        if (found.Type is BooleanDataViewType) return [.. rows.GetColumn<bool>(found).Select(b => b ? 1UL : 0UL)];
        if (found.Type is KeyDataViewType key) return key.RawType == typeof(byte) ? [.. rows.GetColumn<byte>(found).Select(k => (ulong)k)]
            : key.RawType == typeof(ushort) ? [.. rows.GetColumn<ushort>(found).Select(k => (ulong)k)]
            : key.RawType == typeof(uint) ? [.. rows.GetColumn<uint>(found).Select(k => (ulong)k)] : [.. rows.GetColumn<ulong>(found)];
        return [.. Numbers(rows, column).Select(n => (ulong)BitConverter.DoubleToInt64Bits(n))];
    }

    /// <summary>What is ordered as the values are.</summary>
    public static double[] Numbers(IDataView rows, string column)
    {
        var found = ColumnChecks.Find(rows.Schema, "ordering", column);
        return found.Type switch
        {
            DateTimeDataViewType => [.. rows.GetColumn<DateTime>(found).Select(d => d == default ? double.NaN : d.Ticks)],
            DateTimeOffsetDataViewType => [.. rows.GetColumn<DateTimeOffset>(found).Select(d => d == default ? double.NaN : d.UtcTicks)],
            NumberDataViewType => OfNumbers(rows, found),
            _ => throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column}' is of type {found.Type}: rows are ordered by a number, DateTime or DateTimeOffset, and grouped by these, text, a key or Boolean."),
        };
    }

    /// <summary>How many rows there are.</summary>
    public static int Count(IDataView rows)
    {
        using var cursor = rows.GetRowCursor([]);
        var count = 0;
        while (cursor.MoveNext()) count++;
        return count;
    }

    private static double[] OfNumbers(IDataView rows, DataViewSchema.Column column) => Type.GetTypeCode(column.Type.RawType) switch
    {
        TypeCode.Single => [.. rows.GetColumn<float>(column).Select(v => (double)v)],
        TypeCode.Double => [.. rows.GetColumn<double>(column)],
        TypeCode.SByte => [.. rows.GetColumn<sbyte>(column).Select(v => (double)v)],
        TypeCode.Int16 => [.. rows.GetColumn<short>(column).Select(v => (double)v)],
        TypeCode.Int32 => [.. rows.GetColumn<int>(column).Select(v => (double)v)],
        TypeCode.Int64 => [.. rows.GetColumn<long>(column).Select(v => (double)v)],
        TypeCode.Byte => [.. rows.GetColumn<byte>(column).Select(v => (double)v)],
        TypeCode.UInt16 => [.. rows.GetColumn<ushort>(column).Select(v => (double)v)],
        TypeCode.UInt32 => [.. rows.GetColumn<uint>(column).Select(v => (double)v)],
        _ => [.. rows.GetColumn<ulong>(column).Select(v => (double)v)],
    };

    // FNV-1a: the same in every process, so that a seed gives the same parts.
    private static ulong Hash(ReadOnlyMemory<char> text)
    {
        var hash = 14695981039346656037;
        foreach (var c in text.Span) hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
