using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Compat.Tests.Golden;

/// <summary>Compares what came out with what was recorded, and says where they differ.</summary>
internal sealed class JsonDifference(double? tolerance)
{
    private readonly List<string> _found = [];
    private readonly double _tolerance = tolerance is > 0 ? tolerance.Value : 1e-6;

    public static IReadOnlyList<string> Between(JsonNode? expected, JsonNode? actual, double? tolerance)
    {
        var difference = new JsonDifference(tolerance);
        difference.Compare(expected, actual, "$");
        return difference._found;
    }

    private void Compare(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected, actual)
        {
            case (null, null):
                break;
            case (JsonObject e, JsonObject a):
                CompareObjects(e, a, path);
                break;
            case (JsonArray e, JsonArray a):
                CompareArrays(e, a, path);
                break;
            case (JsonValue e, JsonValue a) when SameValue(e, a):
                break;
            default:
                _found.Add($"{path}: expected {Short(expected)} but got {Short(actual)}");
                break;
        }
    }

    private void CompareObjects(JsonObject expected, JsonObject actual, string path)
    {
        var same = WithoutParallelReader(expected, actual);
        foreach (var key in same.Select(p => p.Key).Union(actual.Select(p => p.Key)).Where(k => k != "log"))
        {
            Compare(same[key], actual[key], $"{path}.{key}");
        }
    }

    // The original reads some views on several threads, and wraps what a reader throws. Whether it does is its own affair.
    private static JsonObject WithoutParallelReader(JsonObject expected, JsonObject actual)
    {
        const string Wrapped = "Splitter/consolidator worker encountered exception while consuming source data";
        if ((expected["message"] as JsonValue)?.ToString() != Wrapped || actual["message"]?.ToString() == Wrapped)
        {
            return expected;
        }

        var inner = (JsonObject)expected["inner"]!.DeepClone();
        inner["at"] = expected["at"]?.DeepClone();
        return inner;
    }

    private void CompareArrays(JsonArray expected, JsonArray actual, string path)
    {
        if (expected.Count != actual.Count)
        {
            _found.Add($"{path}: expected {expected.Count} items {Short(expected)} but got {actual.Count} {Short(actual)}");
            return;
        }

        for (var i = 0; i < expected.Count; i++)
        {
            Compare(expected[i], actual[i], $"{path}[{i}]");
        }
    }

    private bool SameValue(JsonValue expected, JsonValue actual)
    {
        var (e, a) = (expected.ToJsonString(), actual.ToJsonString());
        return e == a || (expected.GetValueKind(), actual.GetValueKind()) switch
        {
            (JsonValueKind.Number, JsonValueKind.Number) => SameNumber(e, a),
            (JsonValueKind.String, JsonValueKind.String) => expected.ToString() == actual.ToString(),
            _ => false,
        };
    }

    private bool SameNumber(string expected, string actual)
    {
        if (decimal.TryParse(expected, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole)
            && decimal.TryParse(actual, NumberStyles.Integer, CultureInfo.InvariantCulture, out var other)
            && Math.Abs(whole) > 1 << 24)
        {
            return whole == other;
        }

        return Near(double.Parse(expected, CultureInfo.InvariantCulture), double.Parse(actual, CultureInfo.InvariantCulture), _tolerance);
    }

    /// <summary>Relative, and absolute near 0.</summary>
    public static bool Near(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));

    private static string Short(JsonNode? node)
    {
        var text = node?.ToJsonString(Relaxed) ?? "nothing";
        return text.Length > 300 ? text[..300] + "…" : text;
    }

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
