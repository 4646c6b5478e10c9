using System.Text;
using System.Text.Json.Nodes;

namespace MLNetDeep.Runtime;

/// <summary>From tokens back to text: a token stands for bytes of UTF-8, of which a character may have several.</summary>
internal sealed class TokenTexts
{
    private static readonly Dictionary<char, byte> _bytes = ByteText.All.Index().ToDictionary(sign => sign.Item, sign => (byte)sign.Index);
    private readonly byte[][] _tokens;

    public TokenTexts(TextTokenizer tokenizer)
    {
        var areCharacters = tokenizer.Settings.Kind == TokenizerKind.Characters;
        _tokens = [.. tokenizer.Tokens.Select(token => token is null ? [] : !areCharacters && token.All(_bytes.ContainsKey) ? [.. token.Select(sign => _bytes[sign])] : Encoding.UTF8.GetBytes(token))];
    }

    /// <summary>The bytes of a token; none for those that are no text.</summary>
    public byte[] this[int token] => token < TokenizerSettings.First ? [] : _tokens[token - TokenizerSettings.First];

    /// <summary>Whether tokens of a tokenizer are characters or bytes, so that they give back the text that they were made of.</summary>
    public static bool AreBytes(TokenizerSettings settings) => settings.Kind switch
    {
        TokenizerKind.Characters => !settings.Lowercase,
        TokenizerKind.Tiktoken => true,
        TokenizerKind.Json => IsByteLevel(settings.File!),
        _ => false,
    };

    private static bool IsByteLevel(byte[] file)
    {
        if (JsonNode.Parse(file.AsSpan().StartsWith("\uFEFF"u8) ? file.AsSpan(3) : file) is not JsonObject json || json["normalizer"] is not null) return false;
        var splitter = json["pre_tokenizer"];
        if (splitter?["pretokenizers"] is JsonArray { Count: > 0 } steps) splitter = steps[^1];
        return (string?)splitter?["type"] == "ByteLevel";
    }
}
