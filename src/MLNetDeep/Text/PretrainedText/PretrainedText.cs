using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.Architectures;
using MLNetDeep.Common;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Onnx.Reading;
using MLNetDeep.Pretraining;
using MLNetDeep.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Texts;

/// <summary>Networks for texts that start from a pretrained model.</summary>
internal sealed class PretrainedText : Architecture<PretrainedTextOptions, TextShape>, IStartsFromFile, IPretrainable
{
    public override string Key => "pretrainedtext";

    public override string DisplayName => "Pretrained text model";

    internal override bool NeedsFile => true;

    public string Head => "head";

    public IReadOnlyList<NameMap> Published(Module network) => [];

    public IReadOnlyList<string[]> Parts(Module network) => [.. ((PretrainedTextModule)network).Encoder.Parts.Select(part => part.Select(name => $"encoder.{name}").ToArray()), [Head]];

    public TrainerOptions Open(TrainerOptions options, TrainerOptions? previous)
    {
        var own = (PretrainedTextOptions)options.Clone();
        if (previous is PretrainedTextOptions { Start: not null } before)
        {
            (own.Start, own.TokenizerFile, own.Tokenization) = (before.Start, before.TokenizerFile, before.Tokenization);
            return own;
        }
        var files = PretrainedPackages.Find(own.Model, nameof(own.Model));
        own.TokenizerFile ??= files.Tokenizer
            ?? throw new FileNotFoundException($"{nameof(own.Model)} '{own.Model}' needs its tokenizer: there is none beside it (tokenizer.json or vocab.txt), and {nameof(own.TokenizerFile)} names none.");
        own.Tokenization = KindOf(own.TokenizerFile);
        if (own.Tokenization == TextTokenization.WordPiece && KeepsCase(own.TokenizerFile)) own.Lowercase = false;
        var vocabulary = TextTokenizer.Create(TokenizerFiles.Open(own, own.TokenizerFile)).Tokens;
        try
        {
            (own.Start, own.Weights) = PretrainedStart.Read(files.Model, own.CutAt, inputs => Sample(inputs, own, vocabulary.Count), nameof(own.Model));
        }
        catch (InvalidDataException e) when (e.InnerException is InvalidDataException { InnerException: ExternalException or ArgumentException })
        {
            throw new InvalidDataException($"{e.Message} It was tried with texts of {nameof(own.MaxTokens)} + {PretrainedTextModule.Around} ({own.MaxTokens + PretrainedTextModule.Around}) tokens, of a vocabulary of {vocabulary.Count} ('{own.TokenizerFile}').", e);
        }
        own.Start = own.Start with { Tokens = SpecialTokens.Find(vocabulary) };
        return own;
    }

    public string Load(Module network, TrainerOptions options)
    {
        var own = (PretrainedTextOptions)options;
        var encoder = ((PretrainedTextModule)network).Encoder;
        encoder.Load(own.Weights!);
        if (own.ReinitializeParts == 0) return $"The weights of '{own.Model}' were loaded; the last layer starts anew.";
        if (own.ReinitializeParts >= encoder.Parts.Count)
            throw new ArgumentException($"{nameof(own.ReinitializeParts)} must be at most {encoder.Parts.Count - 1} for this model, which has {encoder.Parts.Count} parts, but was {own.ReinitializeParts}.");
        encoder.Reinitialize(own.ReinitializeParts);
        return $"The weights of '{own.Model}' were loaded; {string.Join(", ", encoder.Parts.TakeLast(own.ReinitializeParts).SelectMany(part => part))} and the last layer start anew.";
    }

    public void Close(TrainerOptions options) => ((PretrainedTextOptions)options).Weights = null;

    protected override Module<Tensor, Tensor> Build(PretrainedTextOptions options, TextShape input, OutputShape output) => new PretrainedTextModule(options, input, output);

    private static TextTokenization KindOf(string file) => Path.GetFileName(file).ToLowerInvariant() switch
    {
        var name when name.EndsWith(".txt", StringComparison.Ordinal) => TextTokenization.WordPiece,
        var name when name.EndsWith("vocab.json", StringComparison.Ordinal) => TextTokenization.ByteLevelBytePairs,
        var name when name.EndsWith(".json", StringComparison.Ordinal) => TextTokenization.HuggingFace,
        var name when name.EndsWith(".tiktoken", StringComparison.Ordinal) => TextTokenization.Tiktoken,
        _ => TextTokenization.SentencePiece,
    };

    // What is published beside a vocabulary says whether it knows capitals.
    private static bool KeepsCase(string tokenizer)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(tokenizer))!, "tokenizer_config.json");
        if (!File.Exists(file)) return false;
        try
        {
            return JsonNode.Parse(File.ReadAllText(file))?["do_lower_case"] is JsonValue value && value.TryGetValue(out bool lowers) && !lowers;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{file}' cannot be read: {e.Message}", e);
        }
    }

    // The last token of the vocabulary, in the longest text that there may be: what does not fit shows here.
    private static Dictionary<string, Tensor> Sample(IReadOnlyList<GraphPort> inputs, PretrainedTextOptions options, int vocabulary)
    {
        var length = options.MaxTokens + PretrainedTextModule.Around;
        var roles = TokenInputs.Of(inputs);
        return roles.ToDictionary(role => role.Name, role => role.Role switch
        {
            TokenRole.Ids => Arithmetic.Full([2, length], vocabulary - 1, role.Type, CPU),
            TokenRole.Mask => ones([2, length], role.Type),
            _ => zeros([2, length], role.Type),
        });
    }
}
