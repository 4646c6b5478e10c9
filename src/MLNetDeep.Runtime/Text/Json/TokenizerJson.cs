using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLNetDeep.Runtime;

/// <summary>
/// A tokenizer as a tokenizer.json describes it: tokens that are found in texts as they stand, how texts are normalized, how they are split into pieces,
/// and the model that makes tokens of a piece. What the post-processor, truncation and padding would add plays no part.
/// </summary>
internal sealed class TokenizerJson
{
    private readonly AddedTokens _added;
    private readonly Func<string, string> _normalize;
    private readonly JsonSplitter _split;

    private TokenizerJson(JsonPart file)
    {
        var model = file.Required("model");
        Model = model.TypeOr(Guess) switch
        {
            "BPE" => new BytePairModel(model),
            "WordPiece" => new WordPieceModel(model),
            "Unigram" => new UnigramModel(model),
            var other => throw model.Unsupported("type", other, "BPE, WordPiece or Unigram"),
        };
        _normalize = JsonNormalizers.Read(file.Optional("normalizer"));
        _split = JsonSplitters.Read(file.Optional("pre_tokenizer"), JsonNormalizers.KeepsStart(file.Optional("normalizer")));
        _added = AddedTokens.Read(file, Model.Vocabulary, _normalize);
        Tokens = Table();
    }

    /// <summary>The token of each number; null for numbers without one.</summary>
    public IReadOnlyList<string?> Tokens { get; }

    private JsonModel Model { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is none, or asks for what is not supported: the message says where and what.</exception>
    public static TokenizerJson Read(byte[] file)
    {
        try
        {
            // A byte order mark is no JSON.
            var text = file.AsSpan().StartsWith("\uFEFF"u8) ? file.AsSpan(3) : file;
            return JsonNode.Parse(text) is JsonObject found
                ? new TokenizerJson(new JsonPart(found, ""))
                : throw new InvalidDataException("it is JSON, but no object");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"it is no JSON: {e.Message}", e);
        }
    }

    /// <summary>Numbers of the tokens of a text in their order, <see cref="JsonModel.Unknown"/> for unknown ones. What comes out is made as it is asked for.</summary>
    public IEnumerable<int> Encode(string text)
    {
        var isFirst = true;
        foreach (var (part, token) in _added.Split(text))
        {
            if (token is { } id)
            {
                yield return id;
            }
            else
            {
                foreach (var piece in _split(part, isFirst))
                    foreach (var number in Model.Encode(piece)) yield return number;
            }
            isFirst = false;
        }
    }

    // Files of before the models had names.
    private static string Guess(JsonPart model) => model.Has("merges") ? "BPE" : model.Has("max_input_chars_per_word") ? "WordPiece" : "";

    private string?[] Table()
    {
        var tokens = new string?[Model.Vocabulary.Values.Concat(_added.Ids.Values).Max() + 1];
        foreach (var (token, id) in Model.Vocabulary) tokens[id] = token;
        foreach (var (token, id) in _added.Ids) tokens[id] ??= token;
        return tokens;
    }
}
