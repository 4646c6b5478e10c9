using System.Text.Json;

namespace MLNetDeep.GraphTasks;

/// <summary>What stands in the JSON of a graph. What does not suit is a <see cref="FormatException"/> that says what would.</summary>
internal static class GraphJson
{
    private const int Shown = 60;

    /// <summary>The properties of an object.</summary>
    public static Dictionary<string, JsonElement> Properties(JsonElement graph)
    {
        if (graph.ValueKind != JsonValueKind.Object) throw new FormatException($"it is {Show(graph)}: a graph is wanted, such as {{\"label\": 1, \"nodes\": [\"C\", \"O\"], \"edges\": [[0, 1], [1, 0]]}}.");
        var properties = new Dictionary<string, JsonElement>();
        foreach (var property in graph.EnumerateObject())
        {
            var name = Unicode(() => property.Name);
            if (!properties.TryAdd(name, property.Value)) throw new FormatException($"'{name}' is there twice.");
        }
        return properties;
    }

    /// <summary>A tag: numbers are tags too.</summary>
    public static string Tag(JsonElement tag, string name, int position) => tag.ValueKind switch
    {
        JsonValueKind.String => Unicode(() => tag.GetString()!),
        JsonValueKind.Number => GraphNumber.Text(tag.GetRawText()) ?? throw NotFinite(name, tag),
        _ => throw new FormatException($"'{name}' has {Show(tag)} at position {position}: text or a number is wanted."),
    };

    /// <summary>What a graph has one of: a string, a bool, a double, or an array of float.</summary>
    public static object Value(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => Unicode(() => value.GetString()!),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => GraphNumber.Value(value.GetRawText()) ?? throw NotFinite(name, value),
        JsonValueKind.Array when value.GetArrayLength() > 0 => value.EnumerateArray().Select(number => Number(number, $"'{name}'")).ToArray(),
        _ => throw new FormatException($"'{name}' is {Show(value)}: text, a number, true, false or a list of numbers is wanted."),
    };

    /// <summary>A number of a list.</summary>
    public static float Number(JsonElement number, string where) => number.ValueKind == JsonValueKind.Number && number.TryGetSingle(out var value) && float.IsFinite(value)
        ? value : throw new FormatException($"{where} has {Show(number)}: a finite number of 32 bits is wanted.");

    /// <summary>A value as it stands in the file, cut where it is long.</summary>
    public static string Show(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= Shown ? text : $"{text[..Shown]}…";
    }

    private static FormatException NotFinite(string name, JsonElement value) => new($"'{name}' has {Show(value)}: a finite number is wanted.");

    // An escape may name half a character.
    private static string Unicode(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"a text has an escape that is no character: {e.Message}", e);
        }
    }
}
