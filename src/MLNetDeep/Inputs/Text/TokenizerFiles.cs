using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.Runtime;

namespace MLNetDeep.Inputs.Text;

/// <summary>Tokenizers from files.</summary>
internal static class TokenizerFiles
{
    private const string Option = nameof(TextTrainerOptions.TokenizerFile);

    /// <summary>The settings of the tokenizer that a file holds.</summary>
    /// <exception cref="FileNotFoundException">There is no such file, or none with the merges beside it.</exception>
    /// <exception cref="InvalidDataException">The file is none of its kind.</exception>
    public static TokenizerSettings Open(ITokenizerOptions options, string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"There is no file '{file}', which {Option} names.", file);
        try
        {
            var settings = Read(options.Tokenization, file) with { Lowercase = options.Lowercase, Limit = options.MaxTokens };
            // Settled once: a model must not see other tokens where .NET can do more.
            if (settings.Kind == TokenizerKind.WordPiece) settings = settings with { StripsAccents = settings.Lowercase && UnicodeForms.AreHere };
            return settings with { Count = TokenizerSettings.First + TextTokenizer.Create(settings).Tokens.Count };
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{file}' is no tokenizer for {nameof(options.Tokenization)} {options.Tokenization}: {e.Message}.", e);
        }
    }

    private static TokenizerSettings Read(TextTokenization tokenization, string file) => tokenization switch
    {
        TextTokenization.ByteLevelBytePairs => new() { Kind = TokenizerKind.Json, Limit = 1, File = VocabularyAndMerges(file) },
        TextTokenization.HuggingFace => new() { Kind = TokenizerKind.Json, Limit = 1, File = File.ReadAllBytes(file) },
        TextTokenization.Tiktoken => new() { Kind = TokenizerKind.Tiktoken, Limit = 1, File = File.ReadAllBytes(file), Encoding = Encoding(file) },
        TextTokenization.WordPiece => new() { Kind = TokenizerKind.WordPiece, Limit = 1, File = File.ReadAllBytes(file) },
        _ => new() { Kind = TokenizerKind.SentencePiece, Limit = 1, File = File.ReadAllBytes(file) },
    };

    private static string Encoding(string file) =>
        TiktokenFile.Encodings.FirstOrDefault(name => Path.GetFileName(file).StartsWith(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidDataException($"how it splits texts goes by its name, which must begin with {string.Join(", ", TiktokenFile.Encodings.SkipLast(1))} or {TiktokenFile.Encodings.Last()}");

    // Both files as a tokenizer.json would have them: those of GPT-2 and RoBERTa.
    private static byte[] VocabularyAndMerges(string file)
    {
        var name = Path.GetFileName(file);
        if (!name.EndsWith("vocab.json", StringComparison.OrdinalIgnoreCase)) throw new InvalidDataException("its name must end with vocab.json; the merges are read from merges.txt beside it");
        var merges = Path.Combine(Path.GetDirectoryName(file) ?? "", $"{name[..^"vocab.json".Length]}merges.txt");
        if (!File.Exists(merges)) throw new FileNotFoundException($"There is no file '{merges}' with the merges that belong to '{file}', which {Option} names.", merges);
        var model = new JsonObject { ["type"] = "BPE", ["vocab"] = Parse(file), ["merges"] = new JsonArray([.. Merges(merges)]) };
        var splitter = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = true };
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["pre_tokenizer"] = splitter, ["model"] = model });
    }

    private static JsonNode? Parse(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new InvalidDataException("it is JSON, but no object of tokens with numbers");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"it is no JSON: {e.Message}", e);
        }
    }

    private static IEnumerable<JsonNode> Merges(string file)
    {
        var signs = ByteText.All.ToHashSet();
        var number = 0;
        foreach (var line in File.ReadLines(file, new UTF8Encoding(false, true)))
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal))) continue;
            var parts = line.Split(' ');
            if (parts.Length != 2 || parts.Any(part => part.Length == 0)) throw new InvalidDataException($"line {number} of '{file}' is '{line}'; each line has two parts with a space between them");
            if (parts[1].EndsWith("</w>", StringComparison.Ordinal) || line.Any(sign => sign != ' ' && !signs.Contains(sign)))
                throw new InvalidDataException($"line {number} of '{file}' is '{line}', which is not made of bytes as the tokens of GPT-2 are; take the tokenizer.json that is published beside it");
            yield return line;
        }
    }
}
