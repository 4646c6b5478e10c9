using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Tables;

/// <summary>Reads columns of a table from a row whose values change under it.</summary>
internal static class TableGetters
{
    /// <summary>Fills a span with the numbers of a column that is no category; missing ones are NaN.</summary>
    public static NumberReader.Filler Numbers(DataViewRow row, TableColumn column)
    {
        var found = ColumnChecks.Find(row.Schema, "feature", column.Name);
        return column.Kind switch
        {
            TableColumnKind.Flag => column.IsVector ? Flags(row, found) : Flag(row.GetGetter<bool>(found)),
            TableColumnKind.Date => Date(row.GetGetter<DateTime>(found)),
            TableColumnKind.DateOffset => Date(row.GetGetter<DateTimeOffset>(found)),
            _ when column.Pair is { } pair => Paired(Wide(row, column), Wide(row, column with { Name = pair.Second }), pair),
            _ when column.Offset != 0 => Shifted(Wide(row, column), column.Offset),
            _ => NumberReader.MakeFiller(row, found),
        };
    }

    /// <summary>Whether a column holds single numbers of a type that 32-bit reals do not hold all values of.</summary>
    public static bool IsWide(DataViewRow row, TableColumn column) => column is { Kind: TableColumnKind.Number, IsVector: false, Pair: null }
        && ColumnChecks.Find(row.Schema, "feature", column.Name).Type.RawType is var type
        && (type == typeof(double) || type == typeof(long) || type == typeof(ulong) || type == typeof(int) || type == typeof(uint));

    /// <summary>Gives a single number in 64 bits.</summary>
    public static Func<double> Wide(DataViewRow row, TableColumn column)
    {
        var found = ColumnChecks.Find(row.Schema, "feature", column.Name);
        var type = found.Type.RawType;
        if (type == typeof(double)) return Wide<double>(row, found);
        if (type == typeof(long)) return Wide<long>(row, found);
        if (type == typeof(ulong)) return Wide<ulong>(row, found);
        if (type == typeof(int)) return Wide<int>(row, found);
        if (type == typeof(uint)) return Wide<uint>(row, found);
        var fill = NumberReader.MakeFiller(row, found);
        var value = new float[1];
        return () =>
        {
            fill(value);
            return value[0];
        };
    }

    private static Func<double> Wide<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return double.CreateTruncating(value);
        };
    }

    private static NumberReader.Filler Paired(Func<double> first, Func<double> second, ColumnPair pair) => target => target[0] = pair.Of(first(), second());

    private static NumberReader.Filler Shifted(Func<double> getter, double offset) => target => target[0] = (float)(getter() - offset);

    /// <summary>Gives the text of a category.</summary>
    public static ValueGetter<ReadOnlyMemory<char>> Text(DataViewRow row, TableColumn column) =>
        row.GetGetter<ReadOnlyMemory<char>>(ColumnChecks.Find(row.Schema, "feature", column.Name));

    /// <summary>Gives the key of a category; 0 for a missing one.</summary>
    public static Func<int> Key(DataViewRow row, TableColumn column)
    {
        var found = ColumnChecks.Find(row.Schema, "feature", column.Name);
        if (found.Type.RawType == typeof(byte)) return Key(row.GetGetter<byte>(found), key => key, column.Keys);
        return found.Type.RawType == typeof(ushort)
            ? Key(row.GetGetter<ushort>(found), key => key, column.Keys)
            : Key(row.GetGetter<uint>(found), key => key, column.Keys);
    }

    private static Func<int> Key<T>(ValueGetter<T> getter, Func<T, uint> convert, int keys)
    {
        T value = default!;
        return () =>
        {
            getter(ref value);
            var key = convert(value);
            // ML.NET takes a key beyond its range as missing.
            return key <= keys ? (int)key : 0;
        };
    }

    private static NumberReader.Filler Flag(ValueGetter<bool> getter) => target =>
    {
        var value = false;
        getter(ref value);
        target[0] = value ? 1 : 0;
    };

    private static NumberReader.Filler Flags(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<bool>>(column);
        VBuffer<bool> value = default;
        return target =>
        {
            getter(ref value);
            target.Clear();
            foreach (var item in value.Items()) target[item.Key] = item.Value ? 1 : 0;
        };
    }

    private static NumberReader.Filler Date(ValueGetter<DateTime> getter) => target =>
    {
        DateTime value = default;
        getter(ref value);
        DateParts.Fill(value, target);
    };

    private static NumberReader.Filler Date(ValueGetter<DateTimeOffset> getter) => target =>
    {
        DateTimeOffset value = default;
        getter(ref value);
        DateParts.Fill(value.DateTime, target);
    };
}
