using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.Cli.Data;

namespace MLNetDeep.Cli.Training;

/// <summary>What <c>train</c> notes in the zip beside the model: which columns it is fed with, and how it was made. ML.NET ignores it.</summary>
internal sealed record ModelRecord(string Task, string Architecture, InputColumns Columns, JsonObject Options)
{
    /// <summary>What false and true stand for; none where the model says its classes itself.</summary>
    public string[] Classes { get; init; } = [];

    /// <summary>Stands for the architecture where a search chose the model, or put it together from several.</summary>
    public const string Searched = "auto";

    private const string Entry = "MLNetDeep/command.json";

    public void AddTo(string zip)
    {
        using ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        using Stream stream = archive.CreateEntry(Entry).Open();
        JsonSerializer.Serialize(stream, this);
    }

    /// <summary>The record in a zip; null where another program wrote the model.</summary>
    public static ModelRecord? Read(string zip)
    {
        using ZipArchive archive = ZipFile.OpenRead(zip);
        if (archive.GetEntry(Entry) is not { } entry)
            return null;
        using Stream stream = entry.Open();
        return JsonSerializer.Deserialize<ModelRecord>(stream);
    }
}
