using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>Reads data view types and their values from the text of the recordings.</summary>
internal static class TypeText
{
    private static readonly Dictionary<string, DataViewType> Scalars = new DataViewType[]
    {
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double, BooleanDataViewType.Instance, TextDataViewType.Instance,
        DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, TimeSpanDataViewType.Instance,
    }.ToDictionary(t => t.ToString()!);

    public static DataViewType Parse(string text) =>
        text.StartsWith("Vector<", StringComparison.Ordinal) ? Vector(text[7..^1])
        : text.StartsWith("Key<", StringComparison.Ordinal) ? Key(text[4..^1])
        : Scalars[text];

    public static object Value(DataViewType type, JsonNode? node)
    {
        if (type is not VectorDataViewType vector)
        {
            return Scalar(type.RawType, node!);
        }

        var method = typeof(TypeText).GetMethod(nameof(Buffer), BindingFlags.NonPublic | BindingFlags.Static)!;
        return method.MakeGenericMethod(vector.ItemType.RawType).Invoke(null, [node])!;
    }

    public static object Scalar(Type raw, JsonNode node)
    {
        var text = node.ToString();
        return raw == typeof(ReadOnlyMemory<char>) ? text.AsMemory()
            : raw == typeof(float) ? Real(text)
            : raw == typeof(double) ? double.Parse(text, CultureInfo.InvariantCulture)
            : raw == typeof(DateTime) ? DateTime.Parse(text, CultureInfo.InvariantCulture)
            : raw == typeof(DateTimeOffset) ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : raw == typeof(TimeSpan) ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
            : Convert.ChangeType(text, raw, CultureInfo.InvariantCulture);
    }

    private static float Real(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static VBuffer<T> Buffer<T>(JsonNode node) => node is JsonObject sparse
        ? new VBuffer<T>((int)sparse["length"]!, sparse["values"]!.AsArray().Count, Items<T>(sparse["values"]!), Items<int>(sparse["indices"]!))
        : new VBuffer<T>(node.AsArray().Count, Items<T>(node));

    private static T[] Items<T>(JsonNode node) => [.. node.AsArray().Select(v => (T)Scalar(typeof(T), v!))];

    private static VectorDataViewType Vector(string inside)
    {
        var end = inside.LastIndexOf('>') + 1;
        var parts = inside[end..].Split(", ");
        var item = (PrimitiveDataViewType)Parse(inside[..end] + parts[0]);
        int[] sizes = [.. parts.Skip(1).Select(p => p == "*" ? 0 : int.Parse(p, CultureInfo.InvariantCulture))];
        return sizes.Length switch
        {
            0 => new VectorDataViewType(item),
            1 => new VectorDataViewType(item, sizes[0]),
            _ => new VectorDataViewType(item, sizes),
        };
    }

    private static KeyDataViewType Key(string inside)
    {
        var parts = inside.Split(", ");
        var last = ulong.Parse(parts[1][(parts[1].IndexOf('-') + 1)..], CultureInfo.InvariantCulture);
        return new KeyDataViewType(Scalars[parts[0]].RawType, last + 1);
    }
}
