using System.IO.Compression;
using System.Text.Json;
using MLNetDeep.Generative;
using MLNetDeep.Training;

namespace MLNetDeep;

public sealed partial class DeepGenerativeCatalog
{
    /// <summary>Trains a language model on a column of texts: it writes texts like them, and tells how likely a text is.</summary>
    /// <param name="textColumnName">The texts, each row one; a row may be a whole book.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public GptTrainer Gpt(string textColumnName = "Text", GptOptions? options = null) => new(_context, textColumnName, options ?? new GptOptions());

    /// <summary>Loads a language model with its network: on the GPU, or to write by libtorch.</summary>
    /// <param name="filePath">A file that <see cref="GptTransformer.Save"/> wrote.</param>
    /// <param name="device">Where to compute: "auto", "cpu", "cuda" or "cuda:1".</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no language model, or is damaged.</exception>
    public GptTransformer LoadGpt(string filePath, string device = "auto")
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        var place = DeviceChoice.Find(device);
        try
        {
            using var archive = ZipFile.OpenRead(filePath);
            return new GptTransformer(_context, GptFile.Read(archive, place));
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or JsonException or EndOfStreamException)
        {
            throw new InvalidDataException($"The language model '{filePath}' cannot be loaded: {e.Message}", e);
        }
    }
}
