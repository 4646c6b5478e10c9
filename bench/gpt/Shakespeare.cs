using Microsoft.ML;

namespace MLNetDeep.Bench.Gpt;

/// <summary>The plays, by characters: the last tenth is validated on, whole.</summary>
internal static class Shakespeare
{
    public static void Train(string file, int seed, IReadOnlyList<KeyValuePair<string, string>> set, Results results)
    {
        var ml = new MLContext(seed);
        IDataView Rows(string text) => ml.Data.LoadFromEnumerable([new TextRow { Text = text }]);
        var text = File.ReadAllText(file);
        var cut = text.Length * 9 / 10;
        var (training, validation) = (Rows(text[..cut]), Rows(text[cut..]));
        // 2,000 steps of 12 windows are the defaults.
        var options = new GptOptions { Depth = 4, Width = 128, ContextLength = 64, ValidationSet = validation, Seed = seed };
        options.OnEpoch = epoch => Console.Error.WriteLine(FormattableString.Invariant($"{epoch.Epoch}: {epoch.Metrics["Loss"]:f4} {epoch.Metrics["ValidationLoss"]:f4} {epoch.Seconds:f1} s"));
        OptionCatalog.Apply(options, set);
        using var model = ml.Deep().Generative.Gpt("Text", options).Fit(training);
        var metrics = model.Evaluate(validation);
        results.Add("train", new
        {
            Optimizer = options.Optimizer.ToString(),
            Set = set.Select(pair => $"{pair.Key}={pair.Value}"),
            Seed = seed,
            Steps = options.MaxEpochs * options.StepsPerEpoch,
            options.BatchSize,
            options.LearningRate,
            metrics.Loss,
            metrics.Perplexity,
            metrics.Tokens,
            model.History.BestEpoch,
            model.History.Seconds,
            Sample = model.Generate("ROMEO:\n", new GenerationOptions { Seed = 1, MaxTokens = 400, Temperature = 0.8 }).Text,
        });
    }
}
