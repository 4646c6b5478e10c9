using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML.Data;

namespace Compat.Tests.Golden;

/// <summary>Values as the recordings write them.</summary>
internal static class ValueJson
{
    private static readonly MethodInfo DenseMethod =
        typeof(ValueJson).GetMethod(nameof(Dense), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        float v => Real(v, v.ToString("R", CultureInfo.InvariantCulture)),
        double v => Real(v, v.ToString("R", CultureInfo.InvariantCulture)),
        bool v => v,
        string v => v,
        char v => v.ToString(),
        ReadOnlyMemory<char> v => v.ToString(),
        DateTime v => v.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        DateTimeOffset v => v.ToString("o", CultureInfo.InvariantCulture),
        TimeSpan v => v.ToString("c", CultureInfo.InvariantCulture),
        ulong v => v,
        Enum v => v.ToString(),
        IConvertible v => v.ToInt64(CultureInfo.InvariantCulture),
        DataViewRowId v => v.ToString(),
        JsonNode v => v,
        _ when IsVBuffer(value) => (JsonNode)DenseMethod.MakeGenericMethod(value.GetType().GetGenericArguments()).Invoke(null, [value])!,
        IEnumerable v => new JsonArray([.. v.Cast<object?>().Select(Of)]),
        _ => OfMembers(value),
    };

    /// <summary>An object of a row class: fields, then properties.</summary>
    public static JsonNode? OfMembers(object? row)
    {
        if (row == null)
        {
            return null;
        }

        var result = new JsonObject();
        foreach (var field in row.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            result[field.Name] = Of(field.GetValue(row));
        }

        foreach (var property in row.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            result[property.Name] = Of(property.GetValue(row));
        }

        return result;
    }

    private static JsonValue Real(double value, string shortest) => double.IsNaN(value) ? JsonValue.Create("NaN")
        : double.IsInfinity(value) ? JsonValue.Create(value > 0 ? "Infinity" : "-Infinity")
        : JsonValue.Create(double.Parse(shortest, CultureInfo.InvariantCulture));

    private static bool IsVBuffer(object value) =>
        value.GetType().IsGenericType && value.GetType().GetGenericTypeDefinition() == typeof(VBuffer<>);

    private static JsonArray Dense<T>(VBuffer<T> values) => new([.. values.DenseValues().Select(v => Of(v))]);
}
