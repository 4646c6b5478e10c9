using System.Text.Json.Nodes;

namespace Compat.Tests.Golden;

/// <summary>Cases that need not be reproduced bit for bit: what must hold of them instead, by their notes.</summary>
internal static class Inexact
{
    public static IReadOnlyList<string> Differences(GoldenCase c, JsonNode actual, Func<JsonNode> again) => c.File switch
    {
        "splits" => InexactSplits.Differences(c, actual.AsObject(), again().AsObject()),
        "trainers" => InexactTrainers.Differences(c, actual.AsObject()),
        _ => c.Key switch
        {
            "transforms/hash" => Hash(c, actual.AsObject()),
            "transforms/custom_mapping_throws" => JsonDifference.Between(c.Expected, actual, null),
            "cursors/ids" => SameIds(actual.AsObject()),
            "cursors/row_cursor_set_text" => (int)actual["cursors"]! is >= 1 and <= 3 ? [] : ["not between 1 and 3 cursors"],
            "models/custom_mapping_unknown" => SameThrow(c.Expected["throws"]!, actual["throws"]),
            "models/load_flipped_byte" => actual["throws"] != null ? [] : ["a broken zip was loaded"],
            "cursors/getter_before_movenext" or "models/zip_entries" => [],
            _ => [$"no rule for {c.Key}"],
        },
    };

    // The values are internal; that equal texts have equal keys, the type and the missing key are not.
    private static IReadOnlyList<string> Hash(GoldenCase c, JsonObject actual)
    {
        var differences = JsonDifference.Between(c.Expected["schema"], actual["schema"], null);
        var (expectedRows, actualRows) = (c.Expected["rows"]!.AsArray(), actual["rows"]!.AsArray());
        static IEnumerable<bool> Pattern(JsonArray rows) =>
            from a in rows from b in rows select JsonNode.DeepEquals(a!.AsArray()[^1], b!.AsArray()[^1]);
        static IEnumerable<bool> Missing(JsonArray rows) => rows.Select(r => r!.AsArray()[^1]!.ToString() == "0");
        return expectedRows.Count == actualRows.Count && Pattern(expectedRows).SequenceEqual(Pattern(actualRows))
            && Missing(expectedRows).SequenceEqual(Missing(actualRows)) ? differences : [.. differences, "equal texts do not have equal keys"];
    }

    // A row keeps its id through a filter, a shuffle, a cache and a skip.
    private static List<string> SameIds(JsonObject actual)
    {
        var ids = actual["array"]!.AsArray().Select(v => v!.ToString()).ToHashSet();
        return [.. actual.SelectMany(v => v.Value!.AsArray().Where(i => !ids.Contains(i!.ToString())).Select(i => $"{v.Key}: {i}"))];
    }

    private static List<string> SameThrow(JsonNode expected, JsonNode? actual) =>
        expected["type"]!.ToString() == actual?["type"]?.ToString() && expected["at"]!.ToString() == actual["at"]?.ToString()
            ? [] : [$"expected {expected["type"]} at {expected["at"]} but got {actual?.ToJsonString()}"];
}
