using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;

namespace MLNetDeep.AutoML;

/// <summary>A column of text as a sparse vector with a 1 for each word n-gram that is in the text, however often.</summary>
internal static class NgramFeatures
{
    /// <summary>Words in the longest n-grams, by default.</summary>
    public const int NgramLength = 2;

    /// <summary>Whether words end at punctuation too, by default. It is then left out; otherwise it is part of a word, or one where spaces stand around it.</summary>
    public const bool SplitAtPunctuation = false;

    // N-grams of each length; those that come later in the texts are left out.
    private const int MostNgrams = 1_000_000;

    private const string Spaces = " \t\r\n\u00A0", Punctuation = ".,;:!?\"()[]{}<>|/*_=+~#\u2026\u201C\u201D\u00AB\u00BB";

    /// <summary>The steps, all ML.NET's own.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="text">The column of text.</param>
    /// <param name="output">The name of the vector.</param>
    /// <param name="length">Words in the longest n-grams; shorter ones are counted too.</param>
    /// <param name="splitAtPunctuation">Whether words end at punctuation.</param>
    public static IEstimator<ITransformer> Create(MLContext ml, string text, string output, int length, bool splitAtPunctuation)
    {
        string words = output + ".Words";
        char[] separators = [.. splitAtPunctuation ? Spaces + Punctuation : Spaces];
        return ml.Transforms.Text.NormalizeText(words, text)
            .Append(ml.Transforms.Text.TokenizeIntoWords(words, words, separators))
            .Append(ml.Transforms.Conversion.MapValueToKey(words))
            .Append(ml.Transforms.Text.ProduceNgrams(output, words, length, skipLength: 0, useAllLengths: true, MostNgrams, NgramExtractingEstimator.WeightingCriteria.Tf))
            // Counts become 0 and 1.
            .Append(ml.Transforms.Conversion.ConvertType(output, outputKind: DataKind.Boolean))
            .Append(ml.Transforms.Conversion.ConvertType(output, outputKind: DataKind.Single));
    }
}
