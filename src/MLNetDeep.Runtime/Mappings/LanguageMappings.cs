using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetDeep.Runtime;

/// <summary>The log-probability of a text, and of how many tokens, as ONNX gives them.</summary>
public sealed class LanguageRow
{
    /// <summary>The natural logarithm of the text's probability: a vector of one.</summary>
    [ColumnName(SavedColumns.LogProbabilityVector)]
    [VectorType]
    public float[] LogProbability { get; set; } = [];

    /// <summary>Its tokens: a vector of one.</summary>
    [ColumnName(SavedColumns.TokenCountVector)]
    [VectorType]
    public float[] Tokens { get; set; } = [];
}

/// <summary>How likely a text is.</summary>
public sealed class LanguagePrediction
{
    /// <summary>The natural logarithm of the text's probability: the sum over its tokens.</summary>
    public float LogProbability { get; set; }

    /// <summary>e to the mean loss of a token: among how many tokens the next one is as uncertain as among alike likely ones.</summary>
    public float Perplexity { get; set; }
}

/// <summary>From the log-probability of a text to its perplexity.</summary>
[CustomMappingFactoryAttribute(Contract)]
public sealed class LanguageMapping : CustomMappingFactory<LanguageRow, LanguagePrediction>
{
    /// <summary>The contract's name.</summary>
    public const string Contract = "MLNetDeep.Language.Perplexity";

    /// <inheritdoc/>
    public override Action<LanguageRow, LanguagePrediction> GetMapping() => Map;

    /// <summary>What the mapping does.</summary>
    public static void Map(LanguageRow source, LanguagePrediction target) => (target.LogProbability, target.Perplexity) = (source.LogProbability[0], Perplexity(source.LogProbability[0], source.Tokens[0]));

    /// <summary>The perplexity.</summary>
    internal static float Perplexity(double logProbability, double tokens) => (float)Math.Exp(-logProbability / Math.Max(1, tokens));
}
