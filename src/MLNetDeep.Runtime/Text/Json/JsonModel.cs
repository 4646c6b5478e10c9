using System.Text.Json.Nodes;

namespace MLNetDeep.Runtime;

/// <summary>Makes tokens of a piece of text.</summary>
internal abstract class JsonModel
{
    /// <summary>The number of what is not in the vocabulary.</summary>
    public const int Unknown = -1;

    /// <summary>The largest number of a token.</summary>
    public const int MostTokens = 16_000_000;

    /// <summary>The tokens and their numbers.</summary>
    public abstract IReadOnlyDictionary<string, int> Vocabulary { get; }

    /// <summary>The numbers of a piece's tokens.</summary>
    public abstract IEnumerable<int> Encode(string piece);

    /// <summary>The vocabulary of models that write it as tokens with numbers.</summary>
    protected static Dictionary<string, int> ReadVocabulary(JsonPart model)
    {
        var (found, owners) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<int, string>());
        foreach (var (token, value) in model.Object("vocab"))
        {
            if (value is not JsonValue number || !number.TryGetValue<int>(out var id) || id is < 0 or > MostTokens)
                throw model.Wrong($"vocab['{token}']", value, $"a whole number from 0 to {MostTokens}");
            if (!owners.TryAdd(id, token)) throw new InvalidDataException($"its {model.Path}.vocab has the number {id} for '{owners[id]}' and for '{token}'");
            found[token] = id;
        }
        return found.Count > 0 ? found : throw model.Wrong("vocab", new JsonObject(), "an object of tokens with numbers, at least one");
    }

    /// <summary>The unknown token, which must be in the vocabulary.</summary>
    protected static string? UnknownToken(JsonPart model, Dictionary<string, int> vocabulary) =>
        model.Text("unk_token") is not { Length: > 0 } token ? null
        : vocabulary.ContainsKey(token) ? token : throw new InvalidDataException($"its {model.Path}.unk_token is '{token}', which its vocabulary has not");
}
