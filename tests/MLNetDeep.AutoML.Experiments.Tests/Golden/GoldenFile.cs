using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MLNetDeep.AutoML.Experiments.Tests.Golden;

/// <summary>What was recorded of Microsoft.ML.AutoML 0.23.1 and Microsoft.ML.SearchSpace 0.23.0, and how to compare with it.</summary>
internal sealed class GoldenFile(string name)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly JsonArray _cases = JsonNode.Parse(Repository.Read($"tests/MLNetDeep.AutoML.Experiments.Tests/Golden/{name}"))!.AsArray();

    public IEnumerable<string> Names => _cases.Select(c => (string)c!["name"]!);

    public JsonNode this[string name] => _cases.First(c => (string)c!["name"]! == name)!;

    public static JsonNode? Node(object? value) => JsonNode.Parse(JsonSerializer.Serialize(value, Json));

    /// <summary>Where the two differ; null where they do not.</summary>
    /// <param name="expected">What was recorded.</param>
    /// <param name="actual">What came out.</param>
    /// <param name="isPart">Whether more may have been recorded.</param>
    /// <param name="path">The place, for the message.</param>
    public static string? Difference(JsonNode? expected, JsonNode? actual, bool isPart = false, string path = "$") => (expected, actual) switch
    {
        (JsonObject e, JsonObject a) => Keys(e, a, isPart, path) ?? a.Select(p => Difference(e[p.Key], p.Value, isPart, $"{path}.{p.Key}")).FirstOrDefault(d => d is not null),
        (JsonArray e, JsonArray a) => e.Count != a.Count
            ? Different(expected, actual, path)
            : e.Zip(a).Select((p, i) => Difference(p.First, p.Second, isPart, $"{path}[{i}]")).FirstOrDefault(d => d is not null),
        (JsonValue e, JsonValue a) when e.GetValueKind() == JsonValueKind.Number && a.GetValueKind() == JsonValueKind.Number => AreClose(e, a) ? null : Different(e, a, path),
        (JsonValue e, JsonValue a) when a.GetValueKind() == JsonValueKind.Number && e.ToString() == "double.MaxValue" => a.GetValue<double>() == double.MaxValue ? null : Different(e, a, path),
        _ => JsonNode.DeepEquals(expected, actual) ? null : Different(expected, actual, path),
    };

    private static string? Keys(JsonObject expected, JsonObject actual, bool isPart, string path)
    {
        string[] e = [.. expected.Select(p => p.Key)], a = [.. actual.Select(p => p.Key)];
        return a.Except(e).Any() || (!isPart && e.Except(a).Any()) ? $"{path}: keys {string.Join(", ", e)}, but were {string.Join(", ", a)}" : null;
    }

    private static bool AreClose(JsonValue expected, JsonValue actual)
    {
        double e = expected.GetValue<double>(), a = actual.GetValue<double>();
        return e.Equals(a) || Math.Abs(e - a) <= 1e-9 * Math.Max(Math.Abs(e), Math.Abs(a)) || Math.Max(Math.Abs(e), Math.Abs(a)) < 1e-12;
    }

    private static string Different(JsonNode? expected, JsonNode? actual, string path) => $"{path}: {expected?.ToJsonString() ?? "null"}, but was {actual?.ToJsonString() ?? "null"}";
}
