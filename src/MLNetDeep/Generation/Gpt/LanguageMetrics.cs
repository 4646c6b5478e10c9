namespace MLNetDeep;

/// <summary>How well a language model tells texts.</summary>
/// <param name="Loss">The mean negative log-likelihood of a token, in nats.</param>
/// <param name="Tokens">How many tokens were told.</param>
/// <param name="Characters">How many characters (Unicode scalar values) the texts have.</param>
public sealed record LanguageMetrics(double Loss, long Tokens, long Characters)
{
    /// <summary>e to the loss: among how many tokens the next one is as uncertain as among alike likely ones.</summary>
    public double Perplexity => Math.Exp(Loss);

    /// <summary>The loss of all tokens in bits, for each character: comparable between tokenizers.</summary>
    public double BitsPerCharacter => Characters == 0 ? 0 : Loss * Tokens / Math.Log(2) / Characters;
}
