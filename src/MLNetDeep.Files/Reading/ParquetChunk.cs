using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace MLNetDeep.Files.Reading;

/// <summary>The values of one column in one row group, given as text.</summary>
internal abstract class ParquetChunk
{
    private static readonly Dictionary<Type, Func<ParquetRowGroupReader, DataField, Task<ParquetChunk>>> _readers = new()
    {
        [typeof(string)] = Texts,
        [typeof(ReadOnlyMemory<char>)] = Texts,
        [typeof(bool)] = (group, field) => Values<bool>(group, field, value => value ? "true" : "false"),
        [typeof(byte)] = Numbers<byte>,
        [typeof(sbyte)] = Numbers<sbyte>,
        [typeof(short)] = Numbers<short>,
        [typeof(ushort)] = Numbers<ushort>,
        [typeof(int)] = Numbers<int>,
        [typeof(uint)] = Numbers<uint>,
        [typeof(long)] = Numbers<long>,
        [typeof(ulong)] = Numbers<ulong>,
        [typeof(float)] = Numbers<float>,
        [typeof(double)] = Numbers<double>,
        [typeof(decimal)] = Numbers<decimal>,
        [typeof(DateTime)] = (group, field) => Values<DateTime>(group, field, value => value.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
        [typeof(DateOnly)] = (group, field) => Values<DateOnly>(group, field, value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        [typeof(TimeSpan)] = (group, field) => Values<TimeSpan>(group, field, value => value.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)),
        [typeof(TimeOnly)] = (group, field) => Values<TimeOnly>(group, field, value => value.ToTimeSpan().TotalSeconds.ToString("R", CultureInfo.InvariantCulture)),
        [typeof(Guid)] = (group, field) => Values<Guid>(group, field, value => value.ToString()),
    };

    /// <summary>The value of a row; empty where there is none. Valid until the next call.</summary>
    public abstract ReadOnlySpan<char> Text(int row);

    public static Task<ParquetChunk> Read(ParquetRowGroupReader group, DataField field) => _readers.TryGetValue(field.ClrType, out var read)
        ? read(group, field)
        : throw new TableFileException($"Column '{field.Name}' holds values of type {field.ClrType.Name}, which are not read.");

    private static async Task<ParquetChunk> Texts(ParquetRowGroupReader group, DataField field)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory()).ConfigureAwait(false);
        return new TextChunk(values);
    }

    private static async Task<T?[]> Nullable<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        var values = new T?[group.RowCount];
        if (field.IsNullable)
        {
            await group.ReadAsync<T>(field, values.AsMemory()).ConfigureAwait(false);
            return values;
        }
        var plain = new T[group.RowCount];
        await group.ReadAsync<T>(field, plain.AsMemory()).ConfigureAwait(false);
        for (var i = 0; i < plain.Length; i++) values[i] = plain[i];
        return values;
    }

    private static async Task<ParquetChunk> Numbers<T>(ParquetRowGroupReader group, DataField field)
        where T : struct, ISpanFormattable => new NumberChunk<T>(await Nullable<T>(group, field).ConfigureAwait(false));

    private static async Task<ParquetChunk> Values<T>(ParquetRowGroupReader group, DataField field, Func<T, string> text)
        where T : struct
    {
        var values = await Nullable<T>(group, field).ConfigureAwait(false);
        return new TextChunk([.. values.Select(v => v is { } value ? text(value) : null)]);
    }

    private sealed class TextChunk(string?[] values) : ParquetChunk
    {
        public override ReadOnlySpan<char> Text(int row) => values[row];
    }

    private sealed class NumberChunk<T>(T?[] values) : ParquetChunk
        where T : struct, ISpanFormattable
    {
        private readonly char[] _buffer = new char[64];

        public override ReadOnlySpan<char> Text(int row) =>
            values[row] is { } value && value.TryFormat(_buffer, out var length, [], CultureInfo.InvariantCulture) ? _buffer.AsSpan(0, length) : [];
    }
}
