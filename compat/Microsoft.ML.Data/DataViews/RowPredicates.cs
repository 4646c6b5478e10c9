using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>An interval of numbers, each end in it or not.</summary>
internal readonly record struct Interval(double Lower, double Upper, bool IncludeUpper)
{
    public bool Contains(double value) => value >= Lower && (IncludeUpper ? value <= Upper : value < Upper);
}

/// <summary>The predicates of the row filters, each made from the getters of one cursor.</summary>
internal static class RowPredicates
{
    /// <summary>The value of a Single, Double or key column as a number; a key as the middle of its share of 0..1.</summary>
    public static Func<double> Number(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType key)
            return KeyFraction(row, column, key);
        if (column.Type.RawType == typeof(float))
        {
            ValueGetter<float> single = row.GetGetter<float>(column);
            float value = 0;
            return () => { single(ref value); return value; };
        }
        ValueGetter<double> getter = row.GetGetter<double>(column);
        double number = 0;
        return () => { getter(ref number); return number; };
    }

    /// <summary>Whether the column's number lies in the interval, or outside it; a missing one does neither.</summary>
    public static Func<bool> InRange(Func<double> number, Interval interval, bool complement) => () =>
    {
        double value = number();
        return !double.IsNaN(value) && interval.Contains(value) != complement;
    };

    /// <summary>Whether none of the columns has a missing value.</summary>
    public static Func<bool> NothingMissing(DataViewRow row, DataViewSchema.Column[] columns)
    {
        Func<bool>[] missing = columns.Select(c => IsMissing(row, c)).ToArray();
        return () => Array.TrueForAll(missing, m => !m());
    }

    private static Func<double> KeyFraction(DataViewRow row, DataViewSchema.Column column, KeyDataViewType type)
    {
        Func<ulong> key = KeyValue(row, column);
        double count = type.Count;
        return () => (key() - 0.5) / count;
    }

    private static Func<ulong> KeyValue(DataViewRow row, DataViewSchema.Column column)
    {
        Type raw = column.Type.RawType;
        return raw == typeof(byte) ? Widen<byte>(row, column)
            : raw == typeof(ushort) ? Widen<ushort>(row, column)
            : raw == typeof(uint) ? Widen<uint>(row, column)
            : Widen<ulong>(row, column);
    }

    private static Func<ulong> Widen<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default;
        return () => { getter(ref value); return ulong.CreateTruncating(value); };
    }

    private static Func<bool> IsMissing(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        KeyDataViewType => Missing(KeyValue(row, column)),
        NumberDataViewType t when t.RawType == typeof(float) => Missing<float>(row, column, float.IsNaN),
        NumberDataViewType t when t.RawType == typeof(double) => Missing<double>(row, column, double.IsNaN),
        VectorDataViewType t when t.ItemType.RawType == typeof(float) => AnyMissing<float>(row, column, float.IsNaN),
        VectorDataViewType t when t.ItemType.RawType == typeof(double) => AnyMissing<double>(row, column, double.IsNaN),
        VectorDataViewType { ItemType: KeyDataViewType } => AnyMissing<uint>(row, column, k => k == 0),
        _ => throw Contracts.ExceptUserArg("Columns",
            $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them"),
    };

    private static Func<bool> Missing(Func<ulong> key) => () => key() == 0;

    private static Func<bool> Missing<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> isMissing)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () => { getter(ref value); return isMissing(value); };
    }

    private static Func<bool> AnyMissing<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> isMissing)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            foreach (T item in value.GetValues())
            {
                if (isMissing(item))
                    return true;
            }
            return false;
        };
    }

    /// <summary>Whether <see cref="NothingMissing"/> can be asked of a column of this type.</summary>
    public static bool SupportsMissing(DataViewType type)
        => type is KeyDataViewType || IsReal(type)
        || (type is VectorDataViewType vector && (vector.ItemType is KeyDataViewType || IsReal(vector.ItemType)));

    private static bool IsReal(DataViewType type)
        => type is NumberDataViewType && (type.RawType == typeof(float) || type.RawType == typeof(double));
}
