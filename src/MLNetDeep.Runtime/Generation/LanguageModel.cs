namespace MLNetDeep.Runtime;

/// <summary>Writes texts with a network that tells what comes next. Where a text becomes longer than the network sees, it goes on from the last half of what it saw.</summary>
/// <param name="network">The network.</param>
/// <param name="tokenizer">From texts to tokens.</param>
internal sealed class LanguageModel(ILanguageNetwork network, TextTokenizer tokenizer)
{
    /// <summary>The token before each text and behind it.</summary>
    public const int Boundary = TokenizerSettings.Padding;

    private const int MostNamed = 10;
    private readonly TokenTexts _texts = new(tokenizer);

    /// <summary>Goes on with a text.</summary>
    public GeneratedText Generate(string prompt, GenerationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        options ??= new GenerationOptions();
        options.Validate();
        var (sampler, text, seen) = (new TokenSampler(options), new StreamedText(options.StopTexts, options.OnText), Begin(prompt));
        var used = options.UseCache ? network : new UncachedNetwork(network);
        var session = used.Open();
        try
        {
            var (count, length, end) = (0, seen.Count, GenerationEnd.MaxTokens);
            var logits = session.Next([.. seen]);
            while (true)
            {
                if (options.CancellationToken.IsCancellationRequested) end = GenerationEnd.Cancelled;
                if (end == GenerationEnd.Cancelled || count == options.MaxTokens) break;
                var token = sampler.Draw(logits);
                count++;
                if (token == Boundary) end = GenerationEnd.EndOfText;
                else text.Add(_texts[token]);
                if (text.IsStopped) end = GenerationEnd.StopText;
                if (end != GenerationEnd.MaxTokens || count == options.MaxTokens) break;
                seen.Add(token);
                var isFull = length == network.ContextLength;
                if (isFull)
                {
                    session.Dispose();
                    session = used.Open();
                }
                length = isFull ? Math.Max(1, network.ContextLength / 2) : length + 1;
                logits = session.Next(isFull ? [.. seen.TakeLast(length)] : [token]);
            }
            return new GeneratedText(text.End(), count, end);
        }
        finally
        {
            session.Dispose();
        }
    }

    /// <summary>Writes texts, each with a seed of its own that follows from this one and the text's number.</summary>
    public IReadOnlyList<string> Sample(int count, int seed, string prompt, GenerationOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        options ??= new GenerationOptions();
        return [.. Enumerable.Range(0, count).Select(i => prompt + Generate(prompt, options.With(unchecked((seed * 31337) + (i * 7919)))).Text)];
    }

    // The end of a prompt that is longer than what the network sees.
    private List<int> Begin(string prompt)
    {
        var tokens = prompt.Length == 0 ? [] : tokenizer.Encode(prompt, out _);
        if (tokens.Contains(TokenizerSettings.Unknown)) throw Unknown(prompt);
        return [.. new[] { Boundary }.Concat(tokens).TakeLast(network.ContextLength)];
    }

    private ArgumentException Unknown(string prompt)
    {
        string[] unknown = [.. prompt.EnumerateRunes().Select(rune => rune.ToString()).Distinct().Where(character => tokenizer.Encode(character, out _).Contains(TokenizerSettings.Unknown))];
        var named = string.Join(", ", unknown.Take(MostNamed).Select(character => $"'{character}' (U+{char.ConvertToUtf32(character, 0):X4})"));
        return new ArgumentException($"The prompt has {unknown.Length} {(unknown.Length == 1 ? "character" : "characters")} that the texts the model was trained on do not have: {named}{(unknown.Length > MostNamed ? ", …" : "")}.", nameof(prompt));
    }
}
