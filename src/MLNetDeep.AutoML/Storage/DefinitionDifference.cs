using System.Text.Json.Nodes;

namespace MLNetDeep.AutoML;

/// <summary>What differs between two definitions of a sweep, in words.</summary>
internal static class DefinitionDifference
{
    private const int Longest = 60;

    /// <summary>The difference; null where there is none: order and white space do not count.</summary>
    public static string? Between(string stored, string wanted)
    {
        (JsonObject there, JsonObject here) = (JsonNode.Parse(stored)!.AsObject(), JsonNode.Parse(wanted)!.AsObject());
        string[] differences = [.. there.Select(p => p.Key).Union(here.Select(p => p.Key))
            .Where(key => !JsonNode.DeepEquals(there[key], here[key]) || there.ContainsKey(key) != here.ContainsKey(key))
            .Select(key => $"{key} is {Text(there, key)} there and {Text(here, key)} here")];
        return differences.Length == 0 ? null : string.Join("; ", differences);
    }

    private static string Text(JsonObject json, string key)
    {
        if (!json.TryGetPropertyValue(key, out JsonNode? value)) return "absent";
        string text = value?.ToJsonString() ?? "null";
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
