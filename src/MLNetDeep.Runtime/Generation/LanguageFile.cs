using System.IO.Compression;
using System.Text.Json;

namespace MLNetDeep.Runtime;

/// <summary>What a saved model holds of its language model, beside the steps of ML.NET.</summary>
/// <param name="ContextLength">The most tokens that the network sees.</param>
/// <param name="Layers">Layers of the network.</param>
/// <param name="Heads">Heads of a layer.</param>
/// <param name="HeadWidth">Numbers of a head.</param>
internal sealed record LanguageFile(int ContextLength, int Layers, int Heads, int HeadWidth)
{
    /// <summary>What the names of the entries begin with.</summary>
    public const string Folder = "MLNetDeep/language/";

    private const string Settings = Folder + "settings.json", Tokenizer = Folder + "tokenizer.json", Step = Folder + "step.onnx";

    /// <summary>Adds the entries.</summary>
    public void Write(ZipArchive archive, TokenizerSettings tokenizer, byte[] step)
    {
        Write(archive, Settings, JsonSerializer.SerializeToUtf8Bytes(this));
        Write(archive, Tokenizer, tokenizer.ToBytes());
        Write(archive, Step, step);
    }

    /// <summary>Reads the entries; null where there are none.</summary>
    public static (LanguageFile Settings, TokenizerSettings Tokenizer, byte[] Step)? Read(ZipArchive archive) =>
        Read(archive, Settings) is { } settings && Read(archive, Tokenizer) is { } tokenizer && Read(archive, Step) is { } step
            ? (JsonSerializer.Deserialize<LanguageFile>(settings)!, TokenizerSettings.FromBytes(tokenizer), step)
            : null;

    /// <summary>Adds an entry.</summary>
    public static void Write(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }

    /// <summary>Reads an entry; null where there is none.</summary>
    public static byte[]? Read(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name) is not { } entry) return null;
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
