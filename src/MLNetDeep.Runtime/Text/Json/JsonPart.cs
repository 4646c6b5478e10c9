using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.Runtime;

/// <summary>An object of a tokenizer.json, which knows where it stands: errors say so.</summary>
internal sealed class JsonPart(JsonObject json, string path)
{
    /// <summary>Where it stands, as in model.vocab.</summary>
    public string Path => path;

    /// <summary>The name of its kind.</summary>
    public string Type => TypeOr(_ => "");

    /// <summary>The name of its kind, or what is given where it has none.</summary>
    public string TypeOr(Func<JsonPart, string> other) => Text("type") ?? other(this);

    public bool Has(string name) => json[name] is not null;

    public JsonPart? Optional(string name) => json[name] switch
    {
        null => null,
        JsonObject part => new JsonPart(part, At(name)),
        var found => throw Wrong(name, found, "an object"),
    };

    public JsonPart Required(string name) => Optional(name) ?? throw new InvalidDataException($"it has no {At(name)}");

    /// <summary>The objects of a list; none where there is no such list.</summary>
    public IEnumerable<JsonPart> Parts(string name) => List(name) is { } list
        ? list.Select((item, i) => item is JsonObject part ? new JsonPart(part, $"{At(name)}[{i}]") : throw Wrong($"{name}[{i}]", item, "an object"))
        : [];

    public JsonArray? List(string name) => json[name] switch
    {
        null => null,
        JsonArray list => list,
        var found => throw Wrong(name, found, "a list"),
    };

    public JsonObject Object(string name) => json[name] as JsonObject ?? throw Wrong(name, json[name], "an object");

    public string? Text(string name) => Value<string>(name, JsonValueKind.String, "a text") is (var text, true) ? text : null;

    public int? Number(string name) => json[name] is null ? null
        : json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : throw Wrong(name, json[name], "a whole number");

    public bool Flag(string name, bool other = false) => json[name] is null ? other
        : json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : throw Wrong(name, json[name], "true or false");

    /// <summary>The error for what is not supported.</summary>
    /// <param name="name">Of the member.</param>
    /// <param name="found">Its value.</param>
    /// <param name="allowed">What is supported.</param>
    public InvalidDataException Unsupported(string name, string found, string allowed) =>
        new($"its {At(name)} is '{found}', which is not supported; it must be {allowed}");

    public InvalidDataException Wrong(string name, JsonNode? found, string allowed) =>
        new($"its {At(name)} must be {allowed}, but is {(found is null ? "missing" : Short(found.ToJsonString()))}");

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    private (T? Value, bool IsThere) Value<T>(string name, JsonValueKind kind, string allowed) => json[name] switch
    {
        null => (default, false),
        JsonValue value when value.GetValueKind() == kind => (value.GetValue<T>(), true),
        var found => throw Wrong(name, found, allowed),
    };

    private string At(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
