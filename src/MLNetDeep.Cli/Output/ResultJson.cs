using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Output;

/// <summary>What <c>--json</c> writes: <c>{"metrics": {…}, "seconds": …, "options": {…}}</c>, and <c>"comparison"</c> where contenders were compared.</summary>
internal static class ResultJson
{
    // Class names are data, not markup: let letters of all alphabets through.
    private static readonly JsonSerializerOptions _format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string? path, JsonObject metrics, double seconds, JsonObject options, JsonObject? comparison = null)
    {
        if (path is not null)
            SafeFile.Write(path, temporary => File.WriteAllText(temporary, ToText(metrics, seconds, options, comparison)));
    }

    public static string ToText(JsonObject metrics, double seconds, JsonObject options, JsonObject? comparison = null)
    {
        var result = new JsonObject
        {
            ["metrics"] = metrics,
            ["seconds"] = Math.Round(seconds, 3),
            ["options"] = options,
        };
        if (comparison is not null)
            result["comparison"] = comparison;
        return result.ToJsonString(_format) + "\n";
    }

    /// <summary>Numbers by name; what JSON cannot state (NaN, infinity) becomes null.</summary>
    public static JsonObject Numbers(IEnumerable<KeyValuePair<string, double>> values)
    {
        var result = new JsonObject();
        foreach ((string name, double value) in values)
            result[name] = double.IsFinite(value) ? JsonValue.Create(value) : null;
        return result;
    }

    /// <summary>Values of options by name, as JSON states them.</summary>
    public static JsonObject Values(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var result = new JsonObject();
        foreach ((string name, object? value) in values)
            result[name] = Node(value);
        return result;
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        bool b => b,
        int i => i,
        long l => l,
        float f when float.IsFinite(f) => f,
        double d when double.IsFinite(d) => d,
        System.Collections.IEnumerable many and not string => new JsonArray([.. many.Cast<object?>().Select(Node)]),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
    };
}
