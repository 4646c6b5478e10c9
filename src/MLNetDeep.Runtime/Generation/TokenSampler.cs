namespace MLNetDeep.Runtime;

/// <summary>Draws tokens by their logits.</summary>
internal sealed class TokenSampler(GenerationOptions options)
{
    private readonly Random _random = options.Seed is { } seed ? new Random(seed) : new Random();

    /// <summary>Draws a token; never the one of unknown text.</summary>
    public int Draw(ReadOnlySpan<float> logits)
    {
        var tokens = Enumerable.Range(0, logits.Length).Where(token => token != TokenizerSettings.Unknown).ToArray();
        var scores = new double[tokens.Length];
        for (var i = 0; i < tokens.Length; i++) scores[i] = -logits[tokens[i]];
        if (options.Temperature == 0) return tokens[Array.IndexOf(scores, scores.Min())];
        var isCut = options.TopK > 0 || options.TopP < 1;
        // A stable sort: of alike likely tokens the first, everywhere.
        if (isCut) (tokens, scores) = Sort(tokens, scores);
        var count = options.TopK > 0 ? Math.Min(options.TopK, tokens.Length) : tokens.Length;
        var probabilities = Probabilities(scores.AsSpan(0, count));
        return tokens[Pick(probabilities, options.TopP < 1 ? Nucleus(probabilities) : count)];
    }

    private static (int[] Tokens, double[] Scores) Sort(int[] tokens, double[] scores)
    {
        int[] order = [.. Enumerable.Range(0, tokens.Length).OrderBy(i => scores[i])];
        return ([.. order.Select(i => tokens[i])], [.. order.Select(i => scores[i])]);
    }

    private double[] Probabilities(ReadOnlySpan<double> scores)
    {
        var (least, sum) = (double.PositiveInfinity, 0.0);
        foreach (var score in scores) least = Math.Min(least, score);
        var probabilities = new double[scores.Length];
        for (var i = 0; i < probabilities.Length; i++) sum += probabilities[i] = Math.Exp((least - scores[i]) / options.Temperature);
        for (var i = 0; i < probabilities.Length; i++) probabilities[i] /= sum;
        return probabilities;
    }

    // How many of the likeliest have the wanted probability together.
    private int Nucleus(double[] probabilities)
    {
        var (count, sum) = (0, 0.0);
        while (count < probabilities.Length && sum < options.TopP) sum += probabilities[count++];
        return count;
    }

    private int Pick(double[] probabilities, int count)
    {
        var left = _random.NextDouble() * probabilities.Take(count).Sum();
        for (var i = 0; i < count - 1; i++)
            if ((left -= probabilities[i]) < 0) return i;
        return count - 1;
    }
}
