using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MLNetDeep.Cli.Search;

/// <summary>
/// A file, JSON or YAML, that narrows or extends search spaces: an entry for each contender, and in it one for each hyperparameter.
/// <c>tabm: {LearningRate: {range: [1e-4, 5e-3], log: true}, Width: {choices: [128, 256]}}</c>.
/// </summary>
internal static class SpaceFile
{
    /// <summary>Changes the spaces of contenders by a file; null for no file.</summary>
    public static IEnumerable<Contender> Apply(string? path, IEnumerable<Contender> contenders)
    {
        Contender[] all = [.. contenders];
        if (path is null)
            return all;
        JsonObject file = Read(path);
        string[] faults = [.. file.Select(p => p.Key).Where(key => !Array.Exists(all, c => c.Key == key)).Select(key => $"'{key}' takes no part (contenders are {string.Join(", ", all.Select(c => c.Key))})")];
        if (faults.Length > 0)
            throw new CommandException($"'{path}': {string.Join("; ", faults)}.");
        return [.. all.Select(c => file[c.Key] is JsonObject own ? Changed(path, c, own) : c)];
    }

    private static Contender Changed(string path, Contender contender, JsonObject own)
    {
        try
        {
            return contender.WithSpace(SpaceText.Read(own, contender.Space));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new CommandException($"'{path}', {contender.Key}: {e.Message}.", e);
        }
    }

    private static JsonObject Read(string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file '{path}'.");
        try
        {
            string text = File.ReadAllText(path);
            JsonNode? node = text.TrimStart().StartsWith('{') ? JsonNode.Parse(text) : Yaml(text);
            return node as JsonObject ?? throw new CommandException($"'{path}' must hold an entry for each contender.");
        }
        catch (Exception e) when (e is JsonException or YamlException)
        {
            throw new CommandException($"'{path}' is neither JSON nor YAML: {e.Message}", e);
        }
    }

    private static JsonNode? Yaml(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents.Count == 0 ? null : Node(yaml.Documents[0].RootNode);
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Node(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonNode? Plain(string text)
    {
        if (text is "true" or "false")
            return JsonValue.Create(text == "true");
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int whole))
            return JsonValue.Create(whole);
        // Through its text, so that 1.0 stays a real number.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && text.AsSpan().IndexOfAnyExceptInRange('+', '9') < 0 | text.Contains('e')
            ? JsonNode.Parse(text.Replace("+", "").TrimStart('.') is var number && text.StartsWith('.') ? "0." + number : number)
            : JsonValue.Create(text);
    }
}
