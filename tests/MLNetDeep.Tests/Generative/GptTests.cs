using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;

namespace MLNetDeep.Tests.Generative;

/// <summary>Language models from end to end: trained on a text, they write it, live and from a file, and tell how likely texts are.</summary>
[TestClass]
public sealed class GptTests
{
    private const string Rhyme = "One, two, buckle my shoe; three, four, knock at the door; five, six, pick up sticks.\n";
    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    [DataRow(TextTokenization.Characters, OptimizerKind.AdamW)]
    [DataRow(TextTokenization.BytePairs, OptimizerKind.Muon)]
    public void What_was_learnt_is_written_and_a_saved_model_writes_the_same(TextTokenization tokenization, OptimizerKind optimizer)
    {
        using var model = Fit(o => (o.Tokenization, o.Optimizer, o.VocabularySize) = (tokenization, optimizer, 280));
        var greedy = new GenerationOptions { Temperature = 0, MaxTokens = 120, StopTexts = ["\n"] };
        Assert.AreEqual(new GeneratedText(" buckle my shoe; three, four, knock at the door; five, six, pick up sticks.", 0, GenerationEnd.StopText), model.Generate("One, two,", greedy) with { Tokens = 0 });
        var free = new GenerationOptions { Seed = 3, Temperature = 1.3, MaxTokens = 150 };
        var (text, samples) = (model.Generate("six", free), Texts(model.Sample(3, 5, "five", free)));
        Assert.AreEqual(text, model.Generate("six", new GenerationOptions { Seed = 3, Temperature = 1.3, MaxTokens = 150, UseCache = false }), "without the cache");
        Assert.AreEqual(3, samples.Distinct().Count());
        Assert.IsTrue(samples.All(sample => sample.StartsWith("five", StringComparison.Ordinal)));
        model.Save(_file);
        using var runtime = TextGenerator.Load(_file);
        Assert.AreEqual(text, runtime.Generate("six", free));
        CollectionAssert.AreEqual(samples, runtime.Sample(3, 5, "five", free).ToArray());
        using var loaded = _ml.Deep().Generative.LoadGpt(_file);
        Assert.AreEqual(text, loaded.Generate("six", free));
    }

    [TestMethod]
    public void A_saved_model_adds_the_same_columns_and_they_are_the_loss_of_texts()
    {
        using var model = Fit(o => o.MaxEpochs = 2);
        string[] texts = ["One, two", "k", string.Concat(Enumerable.Repeat(Rhyme, 3)), "shoe six\n", "~"];
        var rows = View(texts);
        var (sums, perplexities) = Columns(model.Transform(rows));
        for (var i = 0; i < texts.Length; i++)
        {
            var metrics = model.Evaluate(View([texts[i]]));
            Assert.AreEqual(texts[i].Length, metrics.Tokens);
            Assert.AreEqual(-metrics.Loss * metrics.Tokens, sums[i], 1e-3 * Math.Max(1, Math.Abs(sums[i])), texts[i]);
            Assert.AreEqual(metrics.Perplexity, perplexities[i], 1e-3 * metrics.Perplexity);
            Assert.AreEqual(metrics.Loss / Math.Log(2), metrics.BitsPerCharacter, 1e-9);
        }
        Assert.IsGreaterThan(100 * perplexities[2], perplexities[4], "what was never seen");
        model.Save(_file);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(_file, out _), new MLContext().Model.LoadForScoring(_file, out _) })
        {
            var again = loaded.Transform(rows);
            Assert.IsFalse(again.Schema.Any(column => column.Name.StartsWith("MLNetDeep.", StringComparison.Ordinal)));
            var (otherSums, others) = Columns(again);
            for (var i = 0; i < texts.Length; i++)
            {
                Assert.AreEqual(sums[i], otherSums[i], 1e-4f * Math.Max(1, Math.Abs(sums[i])));
                Assert.AreEqual(perplexities[i], others[i], 1e-4f * perplexities[i]);
            }
        }
        using var engine = _ml.Model.CreatePredictionEngine<Row, Likelihood>(model, new PredictionEngineOptions { OwnsTransformer = false });
        Assert.AreEqual(sums[0], engine.Predict(new Row { Text = texts[0] }).LogProbability, 1e-4f);
    }

    [TestMethod]
    public void Texts_of_many_rows_end_by_themselves_and_are_held_out_whole()
    {
        string[] names = ["anna", "bella", "clara", "dora", "emma"];
        var random = new Random(1);
        var view = View([.. Enumerable.Range(0, 3000).Select(_ => names[random.Next(5)])]);
        using var model = _ml.Deep().Generative.Gpt("Text", Small(o => (o.MaxEpochs, o.StepsPerEpoch) = (4, 150))).Fit(view);
        var texts = Texts(model.Sample(40, 2));
        Assert.IsGreaterThan(35, texts.Count(names.Contains), string.Join(' ', texts));
        Assert.IsGreaterThan(3, texts.Distinct().Count());
        Assert.AreEqual(GenerationEnd.EndOfText, model.Generate("bel", new GenerationOptions { Seed = 1 }).Reason);
        CollectionAssert.AreEqual(texts, Texts(model.Sample(40, 2)));
    }

    [TestMethod]
    public void The_text_comes_in_pieces_and_writing_can_be_cancelled()
    {
        using var model = Fit(o => o.MaxEpochs = 1);
        var (pieces, cancel) = (new List<string>(), new CancellationTokenSource());
        var options = new GenerationOptions { Seed = 1, MaxTokens = 1000, CancellationToken = cancel.Token };
        options.OnText = piece =>
        {
            pieces.Add(piece);
            if (pieces.Count == 20) cancel.Cancel();
        };
        var text = model.Generate("One", options);
        Assert.AreEqual(GenerationEnd.Cancelled, text.Reason);
        Assert.AreEqual(text.Text, string.Concat(pieces));
        Assert.HasCount(20, pieces);
    }

    [TestMethod]
    public void Byte_pairs_take_and_give_any_text()
    {
        using var model = Fit(o => (o.MaxEpochs, o.Tokenization, o.VocabularySize) = (1, TextTokenization.BytePairs, 300));
        Assert.AreEqual(302, model.VocabularySize);
        Assert.AreEqual(5, model.Generate("日本 \ud83d\ude00\r\n", new GenerationOptions { Seed = 1, MaxTokens = 5 }).Tokens);
        var metrics = model.Evaluate(View([Rhyme]));
        Assert.IsLessThan(Rhyme.Length / 2, metrics.Tokens);
        Assert.AreEqual(Rhyme.Length, metrics.Characters);
    }

    [TestMethod]
    [DataRow(OptimizerKind.AdamW)]
    [DataRow(OptimizerKind.Muon)]
    public void The_same_seed_gives_the_same_model_and_a_checkpoint_goes_on_to_it(OptimizerKind optimizer)
    {
        var checkpoint = _file + ".checkpoint";
        string Write(Action<GptOptions> set)
        {
            using var model = Fit(o =>
            {
                (o.Optimizer, o.MaxEpochs, o.StepsPerEpoch) = (optimizer, 3, 20);
                set(o);
            });
            return $"{model.Generate("One", new GenerationOptions { Seed = 1 }).Text} {model.Evaluate(View([Rhyme])).Loss:R}";
        }
        var whole = Write(_ => { });
        Assert.AreEqual(whole, Write(_ => { }));
        var cancel = new CancellationTokenSource();
        Write(o => (o.CheckpointPath, o.CancellationToken, o.OnEpoch) = (checkpoint, cancel.Token, epoch =>
        {
            if (epoch.Epoch == 2) cancel.Cancel();
        }
        ));
        Assert.IsTrue(File.Exists(checkpoint));
        Assert.AreEqual(whole, Write(o => o.CheckpointPath = checkpoint));
    }

    [TestMethod]
    public void Nothing_is_left_behind()
    {
        void Use()
        {
            var start = LiveTensors.Count();
            using (var model = Fit(o => (o.MaxEpochs, o.StepsPerEpoch) = (1, 5)))
            {
                var trained = LiveTensors.Count();
                model.Generate("One", new GenerationOptions { MaxTokens = 40 });
                Assert.AreEqual(trained, LiveTensors.Count(), "writing");
                model.Evaluate(View([Rhyme]));
                Assert.AreEqual(trained, LiveTensors.Count(), "evaluating");
            }
            Assert.AreEqual(start, LiveTensors.Count(), "training");
        }
        Fit(o => (o.MaxEpochs, o.StepsPerEpoch) = (1, 2)).Dispose();
        Use();
    }

    private GptTransformer Fit(Action<GptOptions> set) => _ml.Deep().Generative.Gpt("Text", Small(set)).Fit(View([string.Concat(Enumerable.Repeat(Rhyme, 40))]));

    private static GptOptions Small(Action<GptOptions> set)
    {
        var options = new GptOptions { Depth = 2, Width = 32, Heads = 2, ContextLength = 32, BatchSize = 8, StepsPerEpoch = 100, MaxEpochs = 4, LearningRate = 5e-3, Seed = 1 };
        set(options);
        return options;
    }

    private IDataView View(string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }).ToList());

    private static string[] Texts(IDataView rows) => [.. rows.GetColumn<string>("Text")];

    private static (float[] LogProbabilities, float[] Perplexities) Columns(IDataView rows) => ([.. rows.GetColumn<float>("LogProbability")], [.. rows.GetColumn<float>("Perplexity")]);

    private sealed class Row
    {
        public string Text { get; set; } = "";
    }

    private sealed class Likelihood
    {
        public float LogProbability { get; set; }
    }
}
