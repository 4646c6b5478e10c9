using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Generative.Tables;

/// <summary>Between columns of a data view and arrays.</summary>
internal static class ColumnValues
{
    /// <summary>The type of a column; null for types that cannot be learned, such as vectors.</summary>
    public static ColumnValueType? TypeOf(DataViewType type) => type switch
    {
        TextDataViewType => ColumnValueType.Text,
        BooleanDataViewType => ColumnValueType.Boolean,
        KeyDataViewType key => Enum.Parse<ColumnValueType>($"Key{key.RawType.Name}"),
        NumberDataViewType number => Enum.Parse<ColumnValueType>(number.RawType.Name),
        DateTimeDataViewType => ColumnValueType.DateTime,
        _ => null,
    };

    /// <summary>Reads a column of texts.</summary>
    public static Action<List<string>> Texts(DataViewRow row, DataViewSchema.Column column)
    {
        var (getter, value) = (row.GetGetter<ReadOnlyMemory<char>>(column), default(ReadOnlyMemory<char>));
        return texts =>
        {
            getter(ref value);
            texts.Add(value.ToString());
        };
    }

    /// <summary>Reads a column of any other type; missing keys and numbers are NaN.</summary>
    public static Action<List<double>> Numbers(DataViewRow row, DataViewSchema.Column column, ColumnValueType type) => type switch
    {
        ColumnValueType.Boolean => Read<bool>(row, column, value => value ? 1 : 0),
        ColumnValueType.KeyByte => Read<byte>(row, column, value => Key(value)),
        ColumnValueType.KeyUInt16 => Read<ushort>(row, column, value => Key(value)),
        ColumnValueType.KeyUInt32 => Read<uint>(row, column, value => Key(value)),
        ColumnValueType.KeyUInt64 => Read<ulong>(row, column, value => Key(value)),
        ColumnValueType.Single => Read<float>(row, column, value => value),
        ColumnValueType.Double => Read<double>(row, column, value => value),
        ColumnValueType.SByte => Read<sbyte>(row, column, value => value),
        ColumnValueType.Byte => Read<byte>(row, column, value => value),
        ColumnValueType.Int16 => Read<short>(row, column, value => value),
        ColumnValueType.UInt16 => Read<ushort>(row, column, value => value),
        ColumnValueType.Int32 => Read<int>(row, column, value => value),
        ColumnValueType.UInt32 => Read<uint>(row, column, value => value),
        ColumnValueType.Int64 => Read<long>(row, column, value => value),
        ColumnValueType.UInt64 => Read<ulong>(row, column, value => value),
        ColumnValueType.DateTime => Read<DateTime>(row, column, value => value == default ? double.NaN : (value - DateTime.UnixEpoch).TotalSeconds),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Texts are read as such."),
    };

    /// <summary>What keys stand for, if that are texts.</summary>
    public static string[]? KeyNames(DataViewSchema.Column column)
    {
        if (!column.HasKeyValues() || column.Annotations.Schema["KeyValues"].Type is not VectorDataViewType { ItemType: TextDataViewType }) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>Numbers as a column of the type that was learned.</summary>
    public static MemoryColumn ToColumn(SynthesizedColumn column, double[] values) => column.Type switch
    {
        ColumnValueType.Boolean => new ValueColumn<bool>(column.Name, BooleanDataViewType.Instance, Array.ConvertAll(values, v => v != 0)),
        ColumnValueType.KeyByte => Keys(column, Array.ConvertAll(values, v => (byte)Raw(v))),
        ColumnValueType.KeyUInt16 => Keys(column, Array.ConvertAll(values, v => (ushort)Raw(v))),
        ColumnValueType.KeyUInt32 => Keys(column, Array.ConvertAll(values, v => (uint)Raw(v))),
        ColumnValueType.KeyUInt64 => Keys(column, Array.ConvertAll(values, Raw)),
        ColumnValueType.Single => Numbers(column, NumberDataViewType.Single, Array.ConvertAll(values, v => (float)v)),
        ColumnValueType.Double => Numbers(column, NumberDataViewType.Double, values),
        ColumnValueType.SByte => Numbers(column, NumberDataViewType.SByte, Array.ConvertAll(values, v => (sbyte)v)),
        ColumnValueType.Byte => Numbers(column, NumberDataViewType.Byte, Array.ConvertAll(values, v => (byte)v)),
        ColumnValueType.Int16 => Numbers(column, NumberDataViewType.Int16, Array.ConvertAll(values, v => (short)v)),
        ColumnValueType.UInt16 => Numbers(column, NumberDataViewType.UInt16, Array.ConvertAll(values, v => (ushort)v)),
        ColumnValueType.Int32 => Numbers(column, NumberDataViewType.Int32, Array.ConvertAll(values, v => (int)v)),
        ColumnValueType.UInt32 => Numbers(column, NumberDataViewType.UInt32, Array.ConvertAll(values, v => (uint)v)),
        ColumnValueType.Int64 => Numbers(column, NumberDataViewType.Int64, Array.ConvertAll(values, v => (long)v)),
        ColumnValueType.DateTime => new ValueColumn<DateTime>(column.Name, DateTimeDataViewType.Instance, Array.ConvertAll(values, v => double.IsNaN(v) ? default : DateTime.UnixEpoch.AddSeconds(v))),
        _ => Numbers(column, NumberDataViewType.UInt64, Array.ConvertAll(values, v => (ulong)v)),
    };

    private static Action<List<double>> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, double> convert)
    {
        var (getter, value) = (row.GetGetter<T>(column), default(T)!);
        return numbers =>
        {
            getter(ref value);
            numbers.Add(convert(value));
        };
    }

    private static double Key(ulong raw) => raw == 0 ? double.NaN : raw;

    private static ulong Raw(double key) => double.IsNaN(key) ? 0 : (ulong)key;

    private static ValueColumn<T> Numbers<T>(SynthesizedColumn column, NumberDataViewType type, T[] values) => new(column.Name, type, values);

    private static KeyColumn<T> Keys<T>(SynthesizedColumn column, T[] values) => new(column, values);

    private sealed class KeyColumn<T>(SynthesizedColumn column, T[] values) : MemoryColumn(column.Name, new KeyDataViewType(typeof(T), column.KeyCount))
    {
        public override DataViewSchema.Annotations? Annotations => column.KeyNames is not { } names ? null : Annotate(names);

        public override Delegate Getter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = values[row()]);

        private static DataViewSchema.Annotations Annotate(string[] names)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, names.Length), (ref VBuffer<ReadOnlyMemory<char>> value) =>
                value = new VBuffer<ReadOnlyMemory<char>>(names.Length, [.. names.Select(name => name.AsMemory())]));
            return builder.ToAnnotations();
        }
    }
}
