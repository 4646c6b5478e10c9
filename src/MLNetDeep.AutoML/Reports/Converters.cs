using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetDeep.AutoML.Reports;

/// <summary>A configuration as the JSON object that it writes itself.</summary>
internal sealed class ConfigurationConverter : JsonConverter<Configuration>
{
    public override Configuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument json = JsonDocument.ParseValue(ref reader);
        return Configuration.FromJson(json.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, Configuration value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, its) in value.Values)
        {
            writer.WritePropertyName(name);
            switch (its)
            {
                case bool flag: writer.WriteBooleanValue(flag); break;
                case int whole: writer.WriteNumberValue(whole); break;
                case double real: writer.WriteRawValue(Configuration.Real(real)); break;
                default: writer.WriteStringValue((string)its); break;
            }
        }
        writer.WriteEndObject();
    }
}

/// <summary>The values of choices: text, flags and numbers, back as what they were.</summary>
internal sealed class PlainValueConverter : JsonConverter<object>
{
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument json = JsonDocument.ParseValue(ref reader);
        return Configuration.FromJson($$"""{"value":{{json.RootElement.GetRawText()}}}""")["value"];
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        string json = new Configuration([KeyValuePair.Create("value", value)]).ToJson();
        using var document = JsonDocument.Parse(json);
        writer.WriteRawValue(document.RootElement.GetProperty("value").GetRawText());
    }
}
