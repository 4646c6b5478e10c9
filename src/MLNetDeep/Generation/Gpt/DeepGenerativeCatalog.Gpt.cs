using System.IO.Compression;
using System.Text.Json;
using MLNetDeep.Generation;
using MLNetDeep.Generative;
using MLNetDeep.Runtime;
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

    /// <summary>
    /// Opens a published network of the GPT-2 family as it is, to write with it; to train it further, give its folder to <see cref="Gpt"/> by <see cref="GptOptions.PretrainedFolder"/>.
    /// </summary>
    /// <param name="folder">A folder with config.json, model.safetensors, vocab.json and merges.txt.</param>
    /// <param name="textColumnName">The column of texts whose likelihood it tells.</param>
    /// <param name="device">Where to compute: "auto", "cpu", "cuda" or "cuda:1".</param>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is none of its kind, or of a network that is not supported; the message says what.</exception>
    public GptTransformer LoadGpt2(string folder, string textColumnName = "Text", string device = "auto")
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(textColumnName);
        var config = Gpt2Config.Read(folder);
        var options = new GptOptions { PretrainedFolder = folder, ContextLength = config.Places };
        var (tokenizer, place) = (GptTokenizers.OfFolder(folder), DeviceChoice.Find(device));
        if (tokenizer.Count > config.Vocabulary + TokenizerSettings.First)
            throw new InvalidDataException($"'{folder}/vocab.json' has {tokenizer.Count - TokenizerSettings.First} tokens, but config.json says {config.Vocabulary}.");
        var network = GptNetworks.Create(config, options, place, module => Gpt2Weights.Fill(folder, module));
        return new GptTransformer(_context, new GptModel(network, options, textColumnName, tokenizer, TrainingHistory.None) { Published = config });
    }
}
