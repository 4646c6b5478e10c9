namespace MLNetDeep.Runtime;

/// <summary>The tokens of words that a text comes in: each word is cut into tokens by itself.</summary>
internal static class WordTokens
{
    /// <summary>The tag of words that are in no entity.</summary>
    public const string Outside = "O";

    /// <summary>The tokens of all words, as many as the tokenizer allows, and the place of the first token of each word; of words behind the limit there is none.</summary>
    /// <param name="tokenizer">What cuts words.</param>
    /// <param name="words">The words. Without any there is one unknown token, and its place.</param>
    public static (List<int> Tokens, List<int> Starts) Encode(TextTokenizer tokenizer, IReadOnlyList<string> words)
    {
        var (tokens, starts, limit) = (new List<int>(words.Count + 8), new List<int>(words.Count), tokenizer.Settings.Limit);
        foreach (var word in words)
        {
            if (tokens.Count >= limit) break;
            starts.Add(tokens.Count);
            var found = tokenizer.Encode(word, out _);
            tokens.AddRange(found.AsSpan(0, Math.Min(found.Length, limit - tokens.Count)));
        }
        if (tokens.Count > 0) return (tokens, starts);
        return ([TokenizerSettings.Unknown], [0]);
    }
}
