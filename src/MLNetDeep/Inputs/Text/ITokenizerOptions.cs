namespace MLNetDeep.Inputs.Text;

/// <summary>What says how texts become tokens.</summary>
internal interface ITokenizerOptions
{
    /// <summary>What a text is cut into.</summary>
    TextTokenization Tokenization { get; }

    /// <summary>The tokenizer's file; null where the vocabulary is learnt.</summary>
    string? TokenizerFile { get; }

    /// <summary>The most tokens that are learnt.</summary>
    int VocabularySize { get; }

    /// <summary>How often a token must occur to be learnt.</summary>
    int MinTokenCount { get; }

    /// <summary>Whether texts are put into lower case.</summary>
    bool Lowercase { get; }

    /// <summary>The most tokens of a text.</summary>
    int MaxTokens { get; }
}

/// <summary>Checks of the options that say how texts become tokens.</summary>
internal static class TokenizerOptionChecks
{
    public static void Check(ITokenizerOptions options, OptionFaults faults)
    {
        faults.Defined(nameof(options.Tokenization), options.Tokenization);
        var wantsFile = options.Tokenization > TextTokenization.BytePairs;
        faults.Require(wantsFile == options.TokenizerFile is not null, wantsFile
            ? $"{nameof(options.Tokenization)} {options.Tokenization} needs a {nameof(options.TokenizerFile)}."
            : $"{nameof(options.TokenizerFile)} goes with {nameof(options.Tokenization)} WordPiece, SentencePiece, ByteLevelBytePairs, Tiktoken or HuggingFace, but {nameof(options.Tokenization)} is {options.Tokenization}.");
        faults.AtLeast(nameof(options.VocabularySize), options.VocabularySize, 1);
        faults.AtLeast(nameof(options.MinTokenCount), options.MinTokenCount, 1);
        faults.AtLeast(nameof(options.MaxTokens), options.MaxTokens, 1);
    }
}
