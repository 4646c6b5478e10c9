using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetDeep.Persistence;

/// <summary>How model files write JSON.</summary>
internal static class SavedJson
{
    public static JsonSerializerOptions Settings { get; } = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        // A metric may be NaN.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
