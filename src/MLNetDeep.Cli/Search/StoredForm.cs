using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MLNetDeep.Cli.Search;

/// <summary>The form of a table in a file, as a store keeps it for other processes.</summary>
internal static class StoredForm
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>What was stated; null where nothing was.</summary>
    public static JsonNode? Write(TableFileOptions form)
    {
        JsonNode stated = JsonSerializer.SerializeToNode(form, _json)!;
        return JsonNode.DeepEquals(stated, JsonSerializer.SerializeToNode(new TableFileOptions(), _json)) ? null : stated;
    }

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static TableFileOptions Read(JsonNode? form) => form is null ? new TableFileOptions() : form.Deserialize<TableFileOptions>(_json)!;
}
