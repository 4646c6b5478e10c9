using System.Diagnostics;
using Microsoft.ML;

namespace MLNetDeep.Bench.Gpt;

/// <summary>Tokens a second, with keys and values kept and without, by libtorch and by ONNX Runtime.</summary>
internal static class Writing
{
    private const int Context = 256, Tokens = 512, Rounds = 3;

    public static void Measure(Results results)
    {
        var ml = new MLContext(1);
        var options = new GptOptions { Depth = 4, Width = 128, ContextLength = Context, MaxEpochs = 1, StepsPerEpoch = 1, Seed = 1 };
        var random = new Random(1);
        var text = new string([.. Enumerable.Range(0, 20_000).Select(_ => (char)('a' + random.Next(26)))]);
        using var model = ml.Deep().Generative.Gpt("Text", options).Fit(ml.Data.LoadFromEnumerable([new TextRow { Text = text }]));
        var file = Path.GetTempFileName();
        model.Save(file);
        using var runtime = TextGenerator.Load(file);
        File.Delete(file);
        foreach (var (name, generator) in new (string, ITextGenerator)[] { ("libtorch", model), ("ONNX Runtime", runtime) })
        {
            double[] cached = new double[Rounds], whole = new double[Rounds];
            _ = (Speed(generator, true), Speed(generator, false));
            // In turn, so that neither gains from what else the machine does.
            for (var round = 0; round < Rounds; round++) (cached[round], whole[round]) = (Speed(generator, true), Speed(generator, false));
            results.Add("sample", new { By = name, Context, CachedTokensPerSecond = Median(cached), TokensPerSecond = Median(whole), Ratio = Median([.. cached.Zip(whole, (a, b) => a / b)]) });
        }
    }

    // Twice as many tokens as the network sees, from the first on; the likeliest, so that a network that has hardly learnt does not end the text.
    private static double Speed(ITextGenerator generator, bool useCache)
    {
        var watch = Stopwatch.StartNew();
        var text = generator.Generate("", new GenerationOptions { Temperature = 0, MaxTokens = Tokens, UseCache = useCache });
        if (text.Tokens != Tokens) throw new InvalidOperationException($"The text ended after {text.Tokens} tokens.");
        return text.Tokens / watch.Elapsed.TotalSeconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
