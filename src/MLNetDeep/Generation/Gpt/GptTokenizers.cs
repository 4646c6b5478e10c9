using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetDeep.Generative;
using MLNetDeep.Inputs.Text;
using MLNetDeep.Runtime;

namespace MLNetDeep.Generation;

/// <summary>Tokenizers whose tokens give the text back.</summary>
internal static class GptTokenizers
{
    /// <summary>The tokenizer that options ask for.</summary>
    /// <exception cref="InvalidDataException">The tokenizer's file is none, or its tokens do not give the text back.</exception>
    public static TokenizerSettings Learn(IReadOnlyList<string> texts, GptOptions options) => options.PretrainedFolder is { } folder ? OfFolder(folder) : options.Tokenization switch
    {
        TextTokenization.Characters => Characters(texts),
        TextTokenization.BytePairs => BytePairs(texts, options),
        _ => FromFile(options),
    };

    /// <summary>The tokenizer of a folder with vocab.json and merges.txt.</summary>
    public static TokenizerSettings OfFolder(string folder) =>
        TokenizerFiles.Open(new GptOptions { Tokenization = TextTokenization.ByteLevelBytePairs }, Gpt2Config.Existing(folder, "vocab.json"));

    private static TokenizerSettings FromFile(GptOptions options)
    {
        var settings = TokenizerFiles.Open(options, options.TokenizerFile!);
        return TokenTexts.AreBytes(settings) ? settings
            : throw new InvalidDataException($"'{options.TokenizerFile}' has a tokenizer whose tokens do not give the text back: its pre_tokenizer must be or end with ByteLevel, and it must have no normalizer.");
    }

    private static TokenizerSettings Characters(IReadOnlyList<string> texts)
    {
        var found = new HashSet<int>();
        foreach (var text in texts)
            foreach (var rune in text.EnumerateRunes()) found.Add(rune.Value);
        string[] vocabulary = [.. found.Order().Select(char.ConvertFromUtf32)];
        return new TokenizerSettings { Kind = TokenizerKind.Characters, Limit = int.MaxValue, Vocabulary = vocabulary, Count = TokenizerSettings.First + vocabulary.Length };
    }

    // Bytes joined pair by pair, and written as a tokenizer.json would have them: any text has tokens, and they give it back.
    private static TokenizerSettings BytePairs(IReadOnlyList<string> texts, GptOptions options)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var piece in texts.SelectMany(text => JsonSplitters.ByteLevels(ValidText.Of(text), true))) CollectionsMarshal.GetValueRefOrAddDefault(counts, piece, out _)++;
        string[] bytes = [.. ByteText.All.Select(sign => sign.ToString())];
        var missing = bytes.Except(counts.Keys.SelectMany(piece => piece.Select(sign => sign.ToString()))).Count();
        var (parts, merges) = BytePairTrainer.Train([.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)], options.VocabularySize - missing, 2, options.CancellationToken);
        var vocabulary = new JsonObject(bytes.Union(parts).Select((part, i) => KeyValuePair.Create(part, (JsonNode?)i)));
        var model = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray([.. merges.Select(merge => (JsonNode)merge)]) };
        var splitter = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["use_regex"] = true };
        var file = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["pre_tokenizer"] = splitter, ["model"] = model });
        return new TokenizerSettings { Kind = TokenizerKind.Json, Limit = int.MaxValue, File = file, Count = TokenizerSettings.First + vocabulary.Count };
    }
}
