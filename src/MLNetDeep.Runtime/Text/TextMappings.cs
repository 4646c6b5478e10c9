using System.Collections.Concurrent;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>The tokenizers of models that were loaded. A mapping has no settings of its own: they come as a column, and only where they are not here yet.</summary>
internal static class LoadedTokenizers
{
    private static readonly ConcurrentDictionary<long, TextTokenizer> _known = new();

    /// <summary>Whether the tokenizer of these settings is here.</summary>
    public static bool IsKnown(long key) => _known.ContainsKey(key);

    /// <summary>The tokenizer of a key.</summary>
    /// <param name="key">The settings' key.</param>
    /// <param name="settings">The settings; empty where the tokenizer is here.</param>
    public static TextTokenizer Get(long key, byte[] settings) => _known.TryGetValue(key, out var known) ? known
        : _known.GetOrAdd(key, _ => TextTokenizer.Create(TokenizerSettings.FromBytes(settings)));

    /// <summary>The key of settings: what tells them from all others.</summary>
    public static long KeyOf(byte[] settings) => BitConverter.ToInt64(System.Security.Cryptography.SHA256.HashData(settings));
}

/// <summary>The number that a graph of constants is given, because a graph must be given something.</summary>
public sealed class TextStart
{
    /// <summary>A vector of one.</summary>
    [ColumnName(SavedColumns.TextStart)]
    [VectorType(1)]
    public float[] Value { get; set; } = new float[1];
}

/// <summary>The key of a tokenizer's settings.</summary>
public class TokenizerKey
{
    /// <summary>A vector of one.</summary>
    [ColumnName(SavedColumns.TextKey)]
    [VectorType]
    public long[] Key { get; set; } = [];
}

/// <summary>Whether a tokenizer's settings are wanted.</summary>
public sealed class TokenizerWanted
{
    /// <summary>A vector of one: 1 where they are, 0 where they are here already.</summary>
    [ColumnName(SavedColumns.TextWanted)]
    [VectorType(1)]
    public long[] Value { get; set; } = new long[1];
}

/// <summary>A text and the settings of its tokenizer.</summary>
public sealed class TextRow : TokenizerKey
{
    /// <summary>The text.</summary>
    [ColumnName(SavedColumns.TextSource)]
    public string Text { get; set; } = "";

    /// <summary>The settings; empty where they are here already.</summary>
    [ColumnName(SavedColumns.TextSettings)]
    [VectorType]
    public byte[] Settings { get; set; } = [];
}

/// <summary>The tokens of a text.</summary>
public sealed class TextTokens
{
    /// <summary>Their numbers.</summary>
    [ColumnName(SavedColumns.Features)]
    [VectorType]
    public long[] Tokens { get; set; } = [];
}

/// <summary>The tokens of a text, as texts.</summary>
public sealed class TextParts
{
    /// <summary>The tokens; unknown ones are empty.</summary>
    [ColumnName(SavedColumns.TextParts)]
    [VectorType]
    public string[] Tokens { get; set; } = [];
}

/// <summary>Gives each row the number that the graph of the key is given.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class TextStartMapping : CustomMappingFactory<AnyRow, TextStart>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Text.Start";

    /// <inheritdoc/>
    public override Action<AnyRow, TextStart> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(AnyRow source, TextStart target) => target.Value = [0];
}

/// <summary>Says whether the settings of a tokenizer are wanted.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class TokenizerWantedMapping : CustomMappingFactory<TokenizerKey, TokenizerWanted>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Text.Wanted";

    /// <inheritdoc/>
    public override Action<TokenizerKey, TokenizerWanted> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(TokenizerKey source, TokenizerWanted target) => target.Value = [LoadedTokenizers.IsKnown(source.Key[0]) ? 0 : 1];
}

/// <summary>Turns texts into the numbers of tokens that the network was trained with.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class TextMapping : CustomMappingFactory<TextRow, TextTokens>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Text.Tokens";

    /// <inheritdoc/>
    public override Action<TextRow, TextTokens> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(TextRow source, TextTokens target)
    {
        var tokens = LoadedTokenizers.Get(source.Key[0], source.Settings).Encode(source.Text, out _);
        target.Tokens = Array.ConvertAll(tokens, token => (long)token);
    }
}

/// <summary>Turns texts into tokens, each a text.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class TextPartsMapping : CustomMappingFactory<TextRow, TextParts>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Text.Parts";

    /// <inheritdoc/>
    public override Action<TextRow, TextParts> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(TextRow source, TextParts target) => target.Tokens = LoadedTokenizers.Get(source.Key[0], source.Settings).Texts(source.Text);
}
