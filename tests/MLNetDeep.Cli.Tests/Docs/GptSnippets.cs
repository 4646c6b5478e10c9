using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that docs/language-models.md shows, compiled.</summary>
internal static class GptSnippets
{
    public static (GeneratedText Text, IDataView Texts, LanguageMetrics Metrics, IDataView Scored) Gpt(MLContext ml, IDataView other)
    {
        #region gpt
        IDataView plays = ml.Data.LoadFromEnumerable([new Play { Text = File.ReadAllText("play.txt") }]);
        using GptTransformer model = ml.Deep().Generative.Gpt("Text", new GptOptions { Depth = 4, ContextLength = 64 }).Fit(plays);

        GeneratedText text = model.Generate("ROMEO:\n", new GenerationOptions { MaxTokens = 300, Temperature = 0.8, Seed = 1 });
        IDataView texts = model.Sample(10, seed: 1);                 // the same rows in each run
        LanguageMetrics metrics = model.Evaluate(other);             // loss, perplexity, bits per character
        IDataView scored = model.Transform(other);                   // adds LogProbability and Perplexity to each row
        model.Save("play.zip");
        #endregion
        return (text, texts, metrics, scored);
    }

    public static void Generator()
    {
        #region textgenerator
        using TextGenerator generator = TextGenerator.Load("play.zip");
        generator.Generate("ROMEO:\n", new GenerationOptions { OnText = Console.Write });
        #endregion
    }

    public static (LanguageMetrics Published, LanguageMetrics Tuned) Gpt2(MLContext ml, IDataView plays)
    {
        #region gpt2
        using GptTransformer published = ml.Deep().Generative.LoadGpt2("gpt2");
        var options = new GptOptions { PretrainedFolder = "gpt2", LoraRank = 8, ContextLength = 256, BatchSize = 4, MaxEpochs = 2 };
        using GptTransformer tuned = ml.Deep().Generative.Gpt("Text", options).Fit(plays);
        #endregion
        return (published.Evaluate(plays), tuned.Evaluate(plays));
    }

    private sealed class Play
    {
        public string Text { get; set; } = "";
    }
}
