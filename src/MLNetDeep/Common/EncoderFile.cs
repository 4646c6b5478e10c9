using System.IO.Compression;

namespace MLNetDeep.Common;

/// <summary>The file of a network for texts that was trained without labels: a zip with its tokenizer, its weights, and which network it is.</summary>
internal static class EncoderFile
{
    public const string Tokenizer = "tokenizer.json", Weights = "weights.safetensors", Architecture = "architecture.txt";

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is none of its kind.</exception>
    public static byte[] Read(string path, string entry, string option)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file '{path}', which {option} names.", path);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            using var stream = (archive.GetEntry(entry) ?? throw new InvalidDataException($"it has no entry {entry}")).Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}', which {option} names, was not written by PretrainEncoder, or is damaged: {e.Message}", e);
        }
    }
}
