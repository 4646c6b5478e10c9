using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.GraphTasks;

/// <summary>Writes a column that a graph has one value of. A missing value is not written.</summary>
internal sealed class GraphPropertyWriter
{
    private readonly Action<Utf8JsonWriter> _write;

    private GraphPropertyWriter(Action<Utf8JsonWriter> write) => _write = write;

    public static GraphPropertyWriter Of(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        var name = column.Name == GraphColumns.Label ? GraphProperties.Label : column.Name;
        return new GraphPropertyWriter(column.Type switch
        {
            VectorDataViewType => List(cursor, column, name),
            TextDataViewType => Value<ReadOnlyMemory<char>>(cursor, column, (json, text) => { if (!text.IsEmpty) json.WriteString(name, text.Span); }),
            BooleanDataViewType => Value<bool>(cursor, column, (json, flag) => json.WriteBoolean(name, flag)),
            _ => Number(cursor, column, name),
        });
    }

    public void Write(Utf8JsonWriter json) => _write(json);

    private static Action<Utf8JsonWriter> Number(DataViewRowCursor cursor, DataViewSchema.Column column, string name) => Type.GetTypeCode(column.Type.RawType) switch
    {
        TypeCode.Single => Value<float>(cursor, column, (json, number) => { if (IsThere(cursor, column, number)) json.WriteNumber(name, number); }),
        TypeCode.Double => Value<double>(cursor, column, (json, number) => { if (IsThere(cursor, column, number)) json.WriteNumber(name, number); }),
        TypeCode.SByte => Whole<sbyte>(cursor, column, name),
        TypeCode.Int16 => Whole<short>(cursor, column, name),
        TypeCode.Int32 => Whole<int>(cursor, column, name),
        TypeCode.Int64 => Whole<long>(cursor, column, name),
        TypeCode.Byte => Whole<byte>(cursor, column, name),
        TypeCode.UInt16 => Whole<ushort>(cursor, column, name),
        TypeCode.UInt32 => Whole<uint>(cursor, column, name),
        _ => Whole<ulong>(cursor, column, name),
    };

    private static Action<Utf8JsonWriter> Whole<T>(DataViewRowCursor cursor, DataViewSchema.Column column, string name) where T : IBinaryInteger<T> =>
        Value<T>(cursor, column, (json, number) => json.WriteNumber(name, decimal.CreateChecked(number)));

    private static Action<Utf8JsonWriter> Value<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Action<Utf8JsonWriter, T> write)
    {
        var getter = cursor.GetGetter<T>(column);
        var value = default(T)!;
        return json =>
        {
            getter(ref value);
            write(json, value);
        };
    }

    private static Action<Utf8JsonWriter> List(DataViewRowCursor cursor, DataViewSchema.Column column, string name) => Value<VBuffer<float>>(cursor, column, (json, list) =>
    {
        float[] numbers = [.. list.DenseValues()];
        if (numbers.All(float.IsNaN)) return;
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            if (!float.IsFinite(number)) throw Fault(cursor, column, number);
            json.WriteNumberValue(number);
        }
        json.WriteEndArray();
    });

    private static bool IsThere(DataViewRowCursor cursor, DataViewSchema.Column column, double number) =>
        double.IsInfinity(number) ? throw Fault(cursor, column, number) : !double.IsNaN(number);

    private static InvalidOperationException Fault(DataViewRowCursor cursor, DataViewSchema.Column column, double number) =>
        new($"Row {cursor.Position + 1} cannot be written as a graph: {column.Name} has {number.ToString(CultureInfo.InvariantCulture)}, which JSON does not have.");
}
