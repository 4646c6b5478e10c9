namespace MLNetDeep;

/// <summary>How a language model writes.</summary>
public sealed class GenerationOptions
{
    /// <summary>The most tokens that are written. Default 200.</summary>
    public int MaxTokens { get; set; } = 200;

    /// <summary>What logits are divided by before a token is drawn: below 1 likely tokens are drawn more often, above 1 less; at 0 always the likeliest. Default 1.</summary>
    public double Temperature { get; set; } = 1;

    /// <summary>Only so many of the likeliest tokens are drawn from (Fan et al., Hierarchical Neural Story Generation, 2018); 0 for all. Default 0.</summary>
    public int TopK { get; set; }

    /// <summary>
    /// Only the likeliest tokens are drawn from that have this probability together (nucleus sampling: Holtzman et al., The Curious Case of Neural Text Degeneration, 2020). Default 1: all.
    /// </summary>
    public double TopP { get; set; } = 1;

    /// <summary>Texts at which the writing stops; they are not part of what comes out. None by default.</summary>
    public IReadOnlyList<string> StopTexts { get; set; } = [];

    /// <summary>The random seed: the same seed gives the same text. Drawn by chance when null (the default).</summary>
    public int? Seed { get; set; }

    /// <summary>Whether keys and values of earlier tokens are kept, so that each token is computed once; without, the same text is written more slowly. Default true.</summary>
    public bool UseCache { get; set; } = true;

    /// <summary>Called with each piece of text as it is written, on the thread that asked for it; all pieces together are the text.</summary>
    public Action<string>? OnText { get; set; }

    /// <summary>Stops the writing after the token under way; what was written is given back.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Throws an <see cref="ArgumentException"/> that lists every fault of these options; does nothing when there is none.</summary>
    public void Validate()
    {
        var faults = new List<string>();
        void Require(bool holds, FormattableString fault)
        {
            if (!holds) faults.Add(FormattableString.Invariant(fault));
        }
        Require(MaxTokens >= 1, $"{nameof(MaxTokens)} must be at least 1, but was {MaxTokens}.");
        Require(Temperature >= 0 && double.IsFinite(Temperature), $"{nameof(Temperature)} must be at least 0 and finite, but was {Temperature}.");
        Require(TopK >= 0, $"{nameof(TopK)} must be at least 0, but was {TopK}.");
        Require(TopP is > 0 and <= 1, $"{nameof(TopP)} must be above 0 and at most 1, but was {TopP}.");
        Require(StopTexts is not null && StopTexts.All(text => !string.IsNullOrEmpty(text)), $"{nameof(StopTexts)} must not hold empty texts.");
        if (faults.Count > 0) throw new ArgumentException($"{nameof(GenerationOptions)}: {string.Join(" ", faults)}");
    }

    internal GenerationOptions With(int seed)
    {
        var copy = (GenerationOptions)MemberwiseClone();
        copy.Seed = seed;
        return copy;
    }
}
