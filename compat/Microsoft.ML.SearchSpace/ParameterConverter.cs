using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace;

internal sealed class ParameterConverter : JsonConverter<Parameter>
{
    public override Parameter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, Parameter value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Value, value.Value.GetType(), options);

    private static Parameter Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number when json.TryGetInt32(out int number) => Parameter.FromInt(number),
        JsonValueKind.Number when json.TryGetInt64(out long number) => new Parameter(number, ParameterType.Integer),
        JsonValueKind.Number => Parameter.FromDouble(json.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => Parameter.FromBool(json.GetBoolean()),
        JsonValueKind.String => Parameter.FromString(json.GetString()),
        JsonValueKind.Object => Parameter.CreateNestedParameter([.. json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Of(p.Value)))]),
        JsonValueKind.Array => new Parameter(json.Clone(), ParameterType.Array),
        _ => null,
    };
}
