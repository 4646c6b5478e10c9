using System.IO.Compression;
using System.Text.Json;
using MLNetDeep.Runtime;

namespace MLNetDeep;

/// <summary>
/// Writes texts with a saved language model, without TorchSharp: by ONNX Runtime on the CPU. The same seed gives the same text as the model gave that was saved. Many threads may use it at once;
/// dispose it when it is no longer used.
/// </summary>
public sealed class TextGenerator : ITextGenerator, IDisposable
{
    private readonly LanguageModel _model;
    private readonly OnnxLanguageNetwork _network;
    private readonly Lifetime _lifetime;

    private TextGenerator(LanguageFile settings, TokenizerSettings tokenizer, byte[] step, int threads)
    {
        _network = new OnnxLanguageNetwork(step, settings.ContextLength, (settings.Layers, settings.Heads, settings.HeadWidth), threads);
        _model = new LanguageModel(_network, TextTokenizer.Create(tokenizer));
        _lifetime = new Lifetime(nameof(TextGenerator), _network.Dispose);
    }

    /// <summary>The most tokens that the network sees at once.</summary>
    public int ContextLength => _network.ContextLength;

    /// <summary>Opens a saved language model.</summary>
    /// <param name="filePath">A file that <c>GptTransformer.Save</c> wrote.</param>
    /// <param name="threads">Threads that share the work of a token; 0 for one on each core.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file holds no language model, or is damaged.</exception>
    public static TextGenerator Load(string filePath, int threads = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        try
        {
            using var archive = ZipFile.OpenRead(filePath);
            var (settings, tokenizer, step) = LanguageFile.Read(archive) ?? throw new InvalidDataException("it holds no language model; one is saved by GptTransformer.Save");
            return new TextGenerator(settings, tokenizer, step, threads);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new InvalidDataException($"The language model '{filePath}' cannot be loaded: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public GeneratedText Generate(string prompt = "", GenerationOptions? options = null)
    {
        using var use = _lifetime.Enter();
        return _model.Generate(prompt, options);
    }

    /// <summary>Writes several texts.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="seed">The random seed: the same seed gives the same texts, those of <c>GptTransformer.Sample</c> too. That of the options plays no part.</param>
    /// <param name="prompt">What all begin with; empty for texts from their beginning.</param>
    /// <param name="options">How to write; defaults when null.</param>
    /// <returns>The texts, the prompt included.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public IReadOnlyList<string> Sample(int count, int seed = 1, string prompt = "", GenerationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        using var use = _lifetime.Enter();
        return _model.Sample(count, seed, prompt, options);
    }

    /// <summary>Frees the network, as soon as no thread writes with it any more.</summary>
    public void Dispose() => _lifetime.End();
}
