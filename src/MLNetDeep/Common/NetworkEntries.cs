using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.Common;

/// <summary>The entries beside an ML.NET model that say of its networks what is not in the model.</summary>
internal static class NetworkEntries
{
    public const string Folder = "MLNetDeep/", Description = Folder + "networks.json";

    /// <summary>Whether a file has them.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no zip.</exception>
    public static bool AreIn(string path, string option)
    {
        using var archive = Open(path, option);
        return archive.GetEntry(Description) is not null;
    }

    /// <summary>What is said of the one network in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no network, or several.</exception>
    public static JsonObject Read(string path, string option)
    {
        using var archive = Open(path, option);
        try
        {
            using var stream = (archive.GetEntry(Description) ?? throw new InvalidDataException($"it has no entry {Description}")).Open();
            var networks = JsonNode.Parse(stream)!.AsArray();
            return networks.Count == 1 ? networks[0]!.AsObject() : throw new InvalidDataException($"it holds {networks.Count} networks, of which none is said");
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or InvalidOperationException)
        {
            throw Damaged(path, option, e);
        }
    }

    /// <summary>The exception for a file that cannot be read.</summary>
    public static InvalidDataException Damaged(string path, string option, Exception e) => new($"'{path}', which {option} names, was not written by ml.Deep().Model.Save, or is damaged: {e.Message}", e);

    private static ZipArchive Open(string path, string option)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}', which {option} names.", path);
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(path, option, e);
        }
    }
}
