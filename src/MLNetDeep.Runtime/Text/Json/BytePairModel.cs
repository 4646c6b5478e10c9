using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;

namespace MLNetDeep.Runtime;

/// <summary>Parts of words, joined from characters pair by pair (Sennrich et al., Neural Machine Translation of Rare Words with Subword Units, 2016).</summary>
internal sealed class BytePairModel : JsonModel
{
    private readonly Dictionary<string, int> _vocabulary;
    private readonly BpeTokenizer _tokenizer;
    private readonly int _unknown;
    private readonly bool _takesWhole;

    public BytePairModel(JsonPart model)
    {
        _vocabulary = ReadVocabulary(model);
        if (model.Flag("byte_fallback")) throw model.Unsupported("byte_fallback", "true", "false; take the .model file of SentencePiece that is published beside it");
        if (model.Has("dropout")) throw model.Wrong("dropout", "a number", "null");
        var unknown = UnknownToken(model, _vocabulary);
        _unknown = unknown is null ? Unknown : _vocabulary[unknown];
        _takesWhole = model.Flag("ignore_merges");
        var prefix = Empty(model.Text("continuing_subword_prefix"));
        _tokenizer = BpeTokenizer.Create(new BpeOptions(_vocabulary)
        {
            Merges = [.. Merges(model, prefix)],
            UnknownToken = unknown,
            FuseUnknownTokens = model.Flag("fuse_unk"),
            ContinuingSubwordPrefix = prefix,
            EndOfWordSuffix = Empty(model.Text("end_of_word_suffix")),
        });
    }

    public override IReadOnlyDictionary<string, int> Vocabulary => _vocabulary;

    public override IEnumerable<int> Encode(string piece)
    {
        if (_takesWhole && _vocabulary.TryGetValue(piece, out var whole)) return [whole];
        return _tokenizer.EncodeToIds(piece, considerPreTokenization: false, considerNormalization: false).Select(id => id == _unknown ? Unknown : id);
    }

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    // Each a text with a space between both parts, or a list of both.
    private IEnumerable<string> Merges(JsonPart model, string? prefix)
    {
        var list = model.List("merges") ?? throw model.Wrong("merges", null, "a list");
        for (var i = 0; i < list.Count; i++)
        {
            var parts = list[i] switch
            {
                JsonValue value when value.TryGetValue<string>(out var text) => text.Split(' '),
                JsonArray { Count: 2 } pair when pair.All(p => p is JsonValue v && v.TryGetValue<string>(out _)) => [.. pair.Select(p => p!.GetValue<string>())],
                _ => [],
            };
            if (parts.Length != 2 || parts.Any(part => part.Length == 0 || part.Contains(' '))) throw model.Wrong($"merges[{i}]", list[i], "two parts with a space between them");
            var joined = parts[0] + (prefix is not null && parts[1].StartsWith(prefix, StringComparison.Ordinal) ? parts[1][prefix.Length..] : parts[1]);
            if (new[] { parts[0], parts[1], joined }.FirstOrDefault(part => !_vocabulary.ContainsKey(part)) is { } missing)
                throw new InvalidDataException($"its {model.Path}.merges[{i}] is '{parts[0]} {parts[1]}', but its vocabulary has no '{missing}'");
            yield return $"{parts[0]} {parts[1]}";
        }
    }
}
