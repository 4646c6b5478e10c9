using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace MLNetDeep.AutoML;

/// <summary>Reads configurations without a tree of nodes between.</summary>
internal static class ConfigurationJson
{
    // A sweep has a few dozen names, and thousands of configurations with them.
    private const int MostNames = 10_000, LongestName = 200;

    private static readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The values; null where the text is something else than an object of text, numbers and flags.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<KeyValuePair<string, object>>? TryRead(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            List<KeyValuePair<string, object>> values = [];
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = Name(ref reader);
                if (!reader.Read() || Value(ref reader) is not { } value)
                    return null;
                values.Add(KeyValuePair.Create(name, value));
            }
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? values : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Name(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestName)
            return reader.GetString()!;
        Span<char> text = stackalloc char[LongestName];
        text = text[..reader.CopyString(text)];
        if (_lookup.TryGetValue(text, out string? known))
            return known;
        string name = text.ToString();
        return _names.Count < MostNames ? _names.GetOrAdd(name, name) : name;
    }

    private static object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        // What has a point or an exponent is a real number, also where its value is whole.
        JsonTokenType.Number => reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && reader.TryGetInt32(out int whole) ? (object)whole : reader.GetDouble(),
        _ => null,
    };
}
