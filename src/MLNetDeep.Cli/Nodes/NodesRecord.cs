using System.IO.Compression;
using System.Text.Json;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Nodes;

/// <summary>What <c>nodes train</c> notes in the zip beside the model. ML.NET ignores it.</summary>
/// <param name="Model">The task, the label and the column of ids.</param>
/// <param name="Graph">How the graph was read.</param>
internal sealed record NodesRecord(ModelRecord Model, NodeColumns Graph)
{
    private const string Entry = "MLNetDeep/nodes.json";

    public void AddTo(string zip)
    {
        using ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        using Stream stream = archive.CreateEntry(Entry).Open();
        JsonSerializer.Serialize(stream, this);
    }

    /// <summary>Whether <c>nodes train</c> wrote a zip.</summary>
    public static bool IsIn(string zip)
    {
        using ZipArchive archive = ZipFile.OpenRead(zip);
        return archive.GetEntry(Entry) is not null;
    }

    /// <summary>The record in a zip.</summary>
    public static NodesRecord Read(string zip)
    {
        if (!File.Exists(zip))
            throw new CommandException($"There is no model '{zip}'.");
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(zip);
            using Stream stream = archive.GetEntry(Entry)?.Open() ?? throw new CommandException($"'{zip}' is no model of nodes that 'mlnetdeep nodes train' saved.");
            return JsonSerializer.Deserialize<NodesRecord>(stream)!;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException)
        {
            throw new CommandException($"'{zip}' is not a complete model zip: {e.Message}", e);
        }
    }
}
