using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tests.Text;

/// <summary>Networks over two texts: what they answer hangs on both together, and on neither alone.</summary>
[TestClass]
public sealed class SentencePairTests
{
    private static readonly string[][] Topics = [["cat", "kitten", "whisker"], ["train", "railway", "station"], ["soup", "kitchen", "spoon"], ["rain", "cloud", "umbrella"]];

    private readonly MLContext _ml = new(1);

    [TestMethod]
    [DataRow(PairComparison.Head)]
    [DataRow(PairComparison.Cosine)]
    public void Whether_two_texts_are_about_the_same_is_learnt(PairComparison comparison)
    {
        var options = Options(o => o.Comparison = comparison);
        using var model = _ml.Deep().BinaryClassification.SentencePair("Same", "First", "Second", Encoder(), options).Fit(View(1000, 1));
        Assert.IsGreaterThan(0.95, _ml.BinaryClassification.Evaluate(model.Transform(View(300, 2)), "Same").Accuracy);
    }

    [TestMethod]
    public void Which_text_is_the_first_is_told_by_a_head()
    {
        using var model = _ml.Deep().Regression.SentencePair("Ahead", "First", "Second", Encoder(), Options()).Fit(View(1000, 1));
        Assert.IsGreaterThan(0.9, _ml.Regression.Evaluate(model.Transform(View(300, 2)), "Ahead").RSquared);
    }

    [TestMethod]
    [DataRow(PairComparison.Head)]
    [DataRow(PairComparison.Cosine)]
    public void Odd_pairs_have_one_score_wherever_they_are_scored(PairComparison comparison)
    {
        using var model = _ml.Deep().BinaryClassification.SentencePair("Same", "First", "Second", Encoder(), Options(o => (o.Comparison, o.MaxEpochs) = (comparison, 2))).Fit(View(60, 1));
        var odd = _ml.Data.LoadFromEnumerable(new Pair[] { new() { First = "cat", Second = "" }, new(), new() { First = "\ud83d", Second = new string('x', 5000) }, new() { First = "soup", Second = "soup" } });
        float[] live = Scores(model.Transform(odd));
        Assert.IsTrue(live.All(float.IsFinite));
        var file = Path.GetTempFileName();
        try
        {
            _ml.Deep().Model.Save(new TransformerChain<ITransformer>(model), odd.Schema, file);
            foreach (var loaded in new[] { new MLContext().Model.LoadPlain(file, out _), new MLContext().Model.LoadForScoring(file, out _), _ml.Deep().Model.Load(file, out _, scoringEngine: ScoringEngine.Torch) })
                foreach (var (expected, actual) in live.Zip(Scores(loaded.Transform(odd)))) Assert.AreEqual(expected, actual, 1e-4f);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Both_texts_share_one_vocabulary_and_one_network()
    {
        using var model = _ml.Deep().BinaryClassification.SentencePair("Same", "First", "Second", Encoder(), Options(o => o.MaxEpochs = 1)).Fit(View(200, 1));
        var shape = (CombinedShape)model.Input;
        Assert.AreEqual(shape.Parts[0].Shape, shape.Parts[1].Shape);
        Assert.AreEqual(1, model.Module.named_parameters().Count(p => p.name.EndsWith("tokens.table.weight", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Parts_that_are_no_two_texts_alike_are_refused()
    {
        DeepTrainer With(InputParts parts) => _ml.Deep().BinaryClassification.FromArchitecture(ArchitectureRegistry.Get("sentencepair"), "Same", default(IEnumerable<string>), new SentencePairOptions { Parts = parts });
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => With([new("First", new TextCnnOptions()), new("Second", new LstmOptions())])).Message, "their options must be the same");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => With([new("First", new CnnOptions()), new("Second", new CnnOptions())])).Message, "Input 'First' must be one column of text");
        InputPart text = new("First", new TextCnnOptions());
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => With([text, text with { Name = "b" }, text with { Name = "c" }])).Message, "Parts must have 2 texts, but has 3.");
    }

    private static TextCnnOptions Encoder() => new() { Width = 32, Filters = 16, MinTokenCount = 1, Dropout = 0.1, WordDropout = 0 };

    private static SentencePairOptions Options(Action<SentencePairOptions>? change = null)
    {
        var options = new SentencePairOptions { Seed = 1, MaxEpochs = 15, BatchSize = 32, EmbeddingWidth = 32, Width = 32, LearningRate = 5e-3 };
        change?.Invoke(options);
        return options;
    }

    private IDataView View(int count, int seed)
    {
        var random = new Random(seed);
        string[] filling = ["the", "a", "very", "old", "story", "of", "one"];
        string Text(int topic) => string.Join(' ', filling.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Append(Topics[topic][random.Next(3)]).OrderBy(_ => random.Next()));
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ =>
        {
            var first = random.Next(Topics.Length);
            var second = random.Next(2) == 0 ? first : random.Next(Topics.Length);
            return new Pair { First = Text(first), Second = Text(second), Same = first == second, Ahead = first - second };
        }).ToList());
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    private sealed class Pair
    {
        public string First { get; set; } = "";

        public string Second { get; set; } = "";

        public bool Same { get; set; }

        public float Ahead { get; set; }
    }
}
