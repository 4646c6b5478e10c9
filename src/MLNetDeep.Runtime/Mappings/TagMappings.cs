using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>The words of a sentence and the settings of their tokenizer.</summary>
public sealed class WordsRow : TokenizerKey
{
    /// <summary>The words.</summary>
    [ColumnName(SavedColumns.TextSource)]
    [VectorType]
    public string[] Words { get; set; } = [];

    /// <summary>The settings; empty where they are here already.</summary>
    [ColumnName(SavedColumns.TextSettings)]
    [VectorType]
    public byte[] Settings { get; set; } = [];
}

/// <summary>The tokens of a sentence's words.</summary>
public sealed class WordNumbers
{
    /// <summary>The numbers of the tokens of all words.</summary>
    [ColumnName(SavedColumns.Features)]
    [VectorType]
    public long[] Tokens { get; set; } = [];

    /// <summary>Of each word the place of its first token.</summary>
    [ColumnName(SavedColumns.WordStarts)]
    [VectorType]
    public long[] Starts { get; set; } = [];
}

/// <summary>The words of a sentence, and their tags as ONNX gives them.</summary>
public sealed class TagsRow
{
    /// <summary>The words.</summary>
    [ColumnName(SavedColumns.TextSource)]
    [VectorType]
    public string[] Words { get; set; } = [];

    /// <summary>Of each word that the network saw the place of its first token.</summary>
    [ColumnName(SavedColumns.WordStarts)]
    [VectorType]
    public long[] Starts { get; set; } = [];

    /// <summary>The tags of those words, and of what fills them up where rows share a batch.</summary>
    [ColumnName(SavedColumns.TagVector)]
    [VectorType]
    public string[] Tags { get; set; } = [];

    /// <summary>The probabilities of these tags.</summary>
    [ColumnName(SavedColumns.TagProbabilities)]
    [VectorType]
    public float[] Probabilities { get; set; } = [];
}

/// <summary>The tags of a sentence's words.</summary>
public sealed class TagPrediction
{
    /// <summary>A tag for each word.</summary>
    [VectorType]
    public string[] PredictedTags { get; set; } = [];

    /// <summary>The probability of each of these tags; NaN for words that the network did not see.</summary>
    [VectorType]
    public float[] TagProbabilities { get; set; } = [];
}

/// <summary>Turns words into the numbers of tokens that the network was trained with.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class WordsMapping : CustomMappingFactory<WordsRow, WordNumbers>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Words.Tokens";

    /// <inheritdoc/>
    public override Action<WordsRow, WordNumbers> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(WordsRow source, WordNumbers target)
    {
        var (tokens, starts) = WordTokens.Encode(LoadedTokenizers.Get(source.Key[0], source.Settings), source.Words ?? []);
        (target.Tokens, target.Starts) = ([.. tokens.Select(token => (long)token)], [.. starts.Select(start => (long)start)]);
    }
}

/// <summary>Gives every word a tag and its probability: words behind the most tokens that the network takes are outside of entities.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class TagsMapping : CustomMappingFactory<TagsRow, TagPrediction>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Words.Tags";

    /// <inheritdoc/>
    public override Action<TagsRow, TagPrediction> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(TagsRow source, TagPrediction target)
    {
        var words = source.Words ?? [];
        target.PredictedTags = [.. words.Select((_, i) => i < source.Starts.Length ? source.Tags[i] : WordTokens.Outside)];
        target.TagProbabilities = [.. words.Select((_, i) => i < source.Starts.Length ? source.Probabilities[i] : float.NaN)];
    }
}
