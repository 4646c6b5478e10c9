namespace MLNetDeep;

/// <summary>What a language model wrote.</summary>
/// <param name="Text">The text, without the prompt.</param>
/// <param name="Tokens">How many tokens were drawn.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record GeneratedText(string Text, int Tokens, GenerationEnd Reason);

/// <summary>Why a language model stopped writing.</summary>
public enum GenerationEnd
{
    /// <summary>As many tokens were written as were asked for.</summary>
    MaxTokens,

    /// <summary>A stop text was met.</summary>
    StopText,

    /// <summary>The text came to its end.</summary>
    EndOfText,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
