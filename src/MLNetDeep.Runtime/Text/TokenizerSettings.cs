using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNetDeep.Runtime;

/// <summary>How texts become numbers of tokens.</summary>
internal enum TokenizerKind
{
    /// <summary>Words, numbers and single signs.</summary>
    Words,

    /// <summary>Characters (Unicode scalar values).</summary>
    Characters,

    /// <summary>Parts of words, joined from characters pair by pair.</summary>
    BytePairs,

    /// <summary>Parts of words from a list, the longest first.</summary>
    WordPiece,

    /// <summary>The parts that a unigram or byte-pair model of SentencePiece has.</summary>
    SentencePiece,

    /// <summary>Bytes joined to tokens by their numbers.</summary>
    Tiktoken,

    /// <summary>What a tokenizer.json says.</summary>
    Json,
}

/// <summary>All that a tokenizer is made of: what a model file holds.</summary>
internal sealed record TokenizerSettings
{
    /// <summary>The numbers of tokens that are no text: what fills rows up, and whatever is not in the vocabulary.</summary>
    public const int Padding = 0, Unknown = 1;

    /// <summary>The number of the first token of the vocabulary.</summary>
    public const int First = 2;

    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() } };

    public required TokenizerKind Kind { get; init; }

    /// <summary>Whether texts are put into lower case first, by the rules that are the same everywhere.</summary>
    public bool Lowercase { get; init; }

    /// <summary>Whether accents are taken off, as BERT's models in lower case have it; for WordPiece.</summary>
    public bool StripsAccents { get; init; }

    /// <summary>The most tokens of a text; longer texts are truncated.</summary>
    public required int Limit { get; init; }

    /// <summary>The tokens, the first of them has the number <see cref="First"/>.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];

    /// <summary>For byte pairs: which parts are joined, the first of them first, with a space between them.</summary>
    public IReadOnlyList<string> Merges { get; init; } = [];

    /// <summary>For models that are files of their own: the file.</summary>
    public byte[]? File { get; init; }

    /// <summary>For Tiktoken: the encoding, which says how texts are split first.</summary>
    public string? Encoding { get; init; }

    /// <summary>Numbers of tokens, padding and unknown ones included.</summary>
    public int Count { get; init; }

    public static TokenizerSettings FromBytes(byte[] bytes) => JsonSerializer.Deserialize<TokenizerSettings>(bytes, _json)!;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, _json);
}
