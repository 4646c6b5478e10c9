using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs;

/// <summary>Columns of vectors of any length and of any type of numbers, as one type.</summary>
internal static class VectorColumn
{
    /// <summary>Opens a column of numbers.</summary>
    public static Func<float[]> Floats(DataViewRow row, string name) => Open(row, name, value => (float)value);

    /// <summary>Opens a column of positions.</summary>
    /// <exception cref="FormatException">Thrown by what is given back: a number is not whole.</exception>
    public static Func<int[]> Positions(DataViewRow row, string name) => Open(row, name, RowGraph.Position);

    /// <summary>Opens a column of tags: text, or whole numbers as text.</summary>
    public static Func<string[]> Texts(DataViewRow row, string name)
    {
        var column = row.Schema[name];
        if (((VectorDataViewType)column.Type).ItemType is not TextDataViewType)
            return Open(row, name, value => value == Math.Floor(value) ? ((long)value).ToString(CultureInfo.InvariantCulture)
                : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"column '{name}' holds {value}, but tags are text or whole numbers")));
        var getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> buffer = default;
        return () =>
        {
            getter(ref buffer);
            return [.. buffer.DenseValues().Select(text => text.ToString())];
        };
    }

    private static Func<T[]> Open<T>(DataViewRow row, string name, Func<double, T> convert)
    {
        var column = row.Schema[name];
        return Type.GetTypeCode(((VectorDataViewType)column.Type).ItemType.RawType) switch
        {
            TypeCode.Single => Of<float>(value => value),
            TypeCode.Double => Of<double>(value => value),
            TypeCode.SByte => Of<sbyte>(value => value),
            TypeCode.Byte => Of<byte>(value => value),
            TypeCode.Int16 => Of<short>(value => value),
            TypeCode.UInt16 => Of<ushort>(value => value),
            TypeCode.Int32 => Of<int>(value => value),
            TypeCode.UInt32 => Of<uint>(value => value),
            TypeCode.Int64 => Of<long>(value => value),
            TypeCode.UInt64 => Of<ulong>(value => value),
            _ => throw ColumnErrors.Mismatch("feature", name, "a vector of numbers", ColumnErrors.Describe(column.Type)),
        };

        Func<T[]> Of<TRaw>(Func<TRaw, double> widen)
        {
            var getter = row.GetGetter<VBuffer<TRaw>>(column);
            VBuffer<TRaw> buffer = default;
            return () =>
            {
                getter(ref buffer);
                return [.. buffer.DenseValues().Select(value => convert(widen(value)))];
            };
        }
    }
}
