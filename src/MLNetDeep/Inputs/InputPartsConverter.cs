using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MLNetDeep.Inputs;

/// <summary>Writes the parts of a network's input: the class of their options by the architecture that has them, or else by the kind of input.</summary>
internal sealed class InputPartsConverter : JsonConverter<InputParts>
{
    public override InputParts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var written = JsonSerializer.Deserialize<Written[]>(ref reader, options) ?? throw new JsonException("The parts of the input are missing.");
        return InputParts.Create([.. written.Select(part => (part.Columns is { } columns ? new InputPart(columns, ReadOptions(part, options)) : InputPart.AllOthers(ReadOptions(part, options))) is var read && part.Name is { } name ? read with { Name = name } : read)]);
    }

    public override void Write(Utf8JsonWriter writer, InputParts value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Select(part => new Written
        {
            Name = part.OwnName,
            Columns = part.Columns?.ToArray(),
            Architecture = part.Architecture?.Key,
            Kind = part.Kind.Key,
            Options = JsonSerializer.SerializeToNode(part.Options, part.Options.GetType(), options),
        }).ToArray(), options);

    private static TrainerOptions ReadOptions(Written part, JsonSerializerOptions options)
    {
        var type = part.Architecture is { } key ? ArchitectureRegistry.Get(key).OptionsType : InputKinds.Get(part.Kind).OptionsType;
        return (TrainerOptions?)part.Options.Deserialize(type, options) ?? throw new JsonException($"The options of a part '{part.Architecture ?? part.Kind}' are missing.");
    }

    private sealed class Written
    {
        public string? Name { get; init; }

        public string[]? Columns { get; init; }

        public string? Architecture { get; init; }

        public string Kind { get; init; } = "";

        public JsonNode? Options { get; init; }
    }
}
