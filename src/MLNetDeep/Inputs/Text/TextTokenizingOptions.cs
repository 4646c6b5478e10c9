using MLNetDeep.Inputs.Text;

namespace MLNetDeep;

/// <summary>How texts are cut into tokens by <see cref="DeepTransformsCatalog.TokenizeText"/>: as the options of text trainers say it.</summary>
public sealed class TextTokenizingOptions : ITokenizerOptions
{
    /// <summary>What a text is cut into. Default Words.</summary>
    public TextTokenization Tokenization { get; set; }

    /// <summary>A file with a tokenizer's vocabulary or model, as <see cref="TextTrainerOptions.TokenizerFile"/>. None by default: the vocabulary is learnt from the texts.</summary>
    public string? TokenizerFile { get; set; }

    /// <summary>The most tokens of the vocabulary that is learnt, the most frequent ones. Default 20000.</summary>
    public int VocabularySize { get; set; } = 20_000;

    /// <summary>Tokens that occur fewer times are not learnt. Default 2.</summary>
    public int MinTokenCount { get; set; } = 2;

    /// <summary>
    /// Whether texts are put into lower case. Default true. For Words, Characters, BytePairs and WordPiece; of the other files each says itself what it does.
    /// </summary>
    public bool Lowercase { get; set; } = true;

    /// <summary>The most tokens of a text; longer texts are truncated. Default: as many as there can be.</summary>
    public int MaxTokens { get; set; } = int.MaxValue;

    internal TextTokenizingOptions Checked()
    {
        var faults = new OptionFaults();
        TokenizerOptionChecks.Check(this, faults);
        faults.ThrowIfAny(nameof(TextTokenizingOptions));
        return (TextTokenizingOptions)MemberwiseClone();
    }
}
