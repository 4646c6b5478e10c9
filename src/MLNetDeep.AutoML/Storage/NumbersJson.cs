using System.Text;
using System.Text.Json;

namespace MLNetDeep.AutoML;

/// <summary>Reads lists and metrics as <see cref="TrialRow.Json"/> writes them: numbers, and "NaN" or "Infinity" as text.</summary>
internal static class NumbersJson
{
    /// <summary>A list of numbers.</summary>
    public static double[] Listed(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Expect(ref reader, JsonTokenType.StartArray);
        List<double> values = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(Number(ref reader));
        return [.. values];
    }

    /// <summary>Numbers by name.</summary>
    public static Dictionary<string, double> Named(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Expect(ref reader, JsonTokenType.StartObject);
        Dictionary<string, double> values = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            values[name] = Number(ref reader);
        }
        return values;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new FormatException($"The store holds numbers that cannot be read: {type} is expected, but it is {reader.TokenType}.");
    }

    private static double Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String => reader.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => throw new FormatException($"The store holds '{text}' where a number is expected."),
        },
        _ => throw new FormatException($"The store holds {reader.TokenType} where a number is expected."),
    };
}
