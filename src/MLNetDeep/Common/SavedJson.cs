using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MLNetDeep.Common;

/// <summary>How model files write JSON.</summary>
internal static class SavedJson
{
    /// <summary>Adds the properties of a value to an object.</summary>
    public static void Add(JsonObject target, object value)
    {
        foreach (var (name, node) in JsonSerializer.SerializeToNode(value, value.GetType(), Settings)!.AsObject().ToList()) target[name] = node?.DeepClone();
    }

    public static JsonSerializerOptions Settings { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        // A metric may be NaN.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
