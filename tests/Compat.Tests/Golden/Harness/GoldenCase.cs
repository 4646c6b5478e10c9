using System.Text.Json.Nodes;

namespace Compat.Tests.Golden;

/// <summary>One recorded answer of ML.NET: what was done and what came out.</summary>
internal sealed class GoldenCase(string file, JsonObject json)
{
    private static readonly Dictionary<string, IReadOnlyList<GoldenCase>> Files = [];

    public string File => file;

    public string Name => Text("name")!;

    public string Key => $"{file}/{Name}";

    public bool Exact => (bool)json["exact"]!;

    public double? Tolerance => (double?)json["tolerance"];

    public string Note => Text("note") ?? "";

    public JsonObject? Input => json["input"] as JsonObject;

    public JsonObject Settings => (JsonObject)json["settings"]!;

    public JsonObject Expected => (JsonObject)json["expected"]!;

    /// <summary>The seed of the context: 1 where the case does not say otherwise, none where it says null.</summary>
    public int? Seed => Settings.TryGetPropertyValue("mlContextSeed", out var seed) ? (int?)seed : 1;

    public bool Wants(string key) => Expected.ContainsKey(key);

    public static string DataFolder => Path.Combine(AppContext.BaseDirectory, "Golden", "data");

    public static IReadOnlyList<GoldenCase> Load(string file)
    {
        lock (Files)
        {
            if (!Files.TryGetValue(file, out var cases))
            {
                var text = System.IO.File.ReadAllText(Path.Combine(DataFolder, file + ".json"));
                cases = [.. JsonNode.Parse(text)!.AsArray().Select(c => new GoldenCase(file, c!.AsObject()))];
                Files.Add(file, cases);
            }

            return cases;
        }
    }

    public static GoldenCase Find(string file, string name) => Load(file).Single(c => c.Name == name);

    private string? Text(string key) => (string?)json[key];
}
