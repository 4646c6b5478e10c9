using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Text;

/// <summary>The vectors that trained networks for text give in place of scores.</summary>
[TestClass]
public sealed class EmbeddingTests
{
    private static readonly string[][] Words = [["cat", "kitten", "whisker"], ["train", "railway", "station"], ["soup", "kitchen", "spoon"]];

    private readonly MLContext _ml = new(1);

    public static IEnumerable<object[]> Keys => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "text").Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Texts_of_one_topic_lie_close_together(string key)
    {
        using var model = _ml.Deep().MulticlassClassification.FromArchitecture(ArchitectureRegistry.Get(key), "Label", "Text", Small(key)).Fit(View(300, 1));
        using var embedding = model.ToEmbedding();
        var rows = embedding.Transform(View(60, 2));
        float[][] vectors = [.. rows.GetColumn<float[]>("Embedding")];
        uint[] topics = [.. rows.GetColumn<uint>("Label")];
        Assert.IsTrue(vectors.All(v => Math.Abs(Dot(v, v) - 1) < 1e-4));
        var nearest = vectors.Select((v, i) => Enumerable.Range(0, vectors.Length).Where(k => k != i).MaxBy(k => Dot(v, vectors[k]))).ToList();
        Assert.IsGreaterThan(0.9, nearest.Select((k, i) => topics[k] == topics[i] ? 1.0 : 0).Average());
    }

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Embeddings_are_saved_as_an_ordinary_model(string key)
    {
        using var model = _ml.Deep().MulticlassClassification.FromArchitecture(ArchitectureRegistry.Get(key), "Label", "Text", Small(key, epochs: 1)).Fit(View(60, 1));
        using var embedding = model.ToEmbedding("Vector");
        model.Dispose();
        var view = View(20, 2);
        float[][] live = [.. embedding.Transform(view).GetColumn<float[]>("Vector")];
        var file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(embedding, view.Schema, file);
            foreach (var loaded in new[] { new MLContext().Model.LoadPlain(file, out _), new MLContext().Model.LoadForScoring(file, out _) })
            {
                var scored = loaded.Transform(view);
                Assert.AreEqual(live[0].Length, ((VectorDataViewType)scored.Schema["Vector"].Type).Size);
                foreach (var (expected, actual) in live.Zip(scored.GetColumn<float[]>("Vector")))
                    for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-4f);
            }
            _ml.Deep().Model.Save(embedding, view.Schema, file);
            using var network = (IDisposable)_ml.Deep().Model.Load(file, out _);
            Assert.AreEqual(live[1][0], ((ITransformer)network).Transform(view).GetColumn<float[]>("Vector").ElementAt(1)[0], 1e-4f);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void A_classical_trainer_learns_from_the_embeddings_in_one_pipeline()
    {
        var pipeline = _ml.Deep().MulticlassClassification.TextCnn("Label", "Text", (TextCnnOptions)Small("textcnn")).ToEmbedding("Vector")
            .Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy("Label", "Vector"));
        // Fit asks every step for the columns that it promises.
        Assert.IsGreaterThan(0.9, _ml.MulticlassClassification.Evaluate(pipeline.Fit(View(300, 1)).Transform(View(60, 2))).MicroAccuracy);
    }

    [TestMethod]
    public void Both_texts_of_a_pair_have_embeddings_of_one_space()
    {
        var rows = Rows(200, 1);
        var pairs = _ml.Data.LoadFromEnumerable(rows.Select((row, i) => (First: row, Second: rows[i * 7 / 5 % rows.Count]))
            .Select(pair => new Pair { First = pair.First.Text, Second = pair.Second.Text, Same = pair.First.Topic == pair.Second.Topic }).ToList());
        using var model = _ml.Deep().BinaryClassification.SentencePair("Same", "First", "Second", new TextCnnOptions { Width = 32, Filters = 16, MinTokenCount = 1 },
            new SentencePairOptions { Comparison = PairComparison.Cosine, Seed = 1, MaxEpochs = 10, BatchSize = 32, LearningRate = 5e-3 }).Fit(pairs);
        using DeepTransformer first = model.ToEmbedding("U"), second = model.ToEmbedding("V", "Second");
        var both = second.Transform(first.Transform(pairs));
        var cosines = both.GetColumn<float[]>("U").Zip(both.GetColumn<float[]>("V"), Dot).ToList();
        var scores = model.Transform(pairs).GetColumn<float>("Score").ToList();
        // The score is a linear function of the cosine.
        var order = Enumerable.Range(0, scores.Count).OrderBy(i => cosines[i]).ToList();
        for (var i = 1; i < order.Count; i++) Assert.IsGreaterThanOrEqualTo(scores[order[i - 1]] - 1e-3f, scores[order[i]]);
    }

    [TestMethod]
    public void A_network_without_embeddings_says_so()
    {
        var rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Number { Topic = i, Other = -i }));
        // The last layer is none that a vector goes into.
        using var model = _ml.Deep().Regression.FromModule("Topic", "Other", _ => Sequential(("linear", Linear(1, 1)), ("relu", ReLU())), new TrainerOptions { MaxEpochs = 1 }).Fit(rows);
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => model.ToEmbedding()).Message, "Module gives no embeddings.");
    }

    private static float Dot(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static TrainerOptions Small(string key, int epochs = 8)
    {
        var options = ArchitectureRegistry.Get(key).CreateSmallOptions();
        (options.Seed, options.MaxEpochs) = (1, epochs);
        return options;
    }

    private IDataView View(int count, int seed) => _ml.Transforms.Conversion.MapValueToKey("Label", "Topic").Fit(_ml.Data.LoadFromEnumerable(Rows(9, 0))).Transform(_ml.Data.LoadFromEnumerable(Rows(count, seed)));

    private static List<Row> Rows(int count, int seed)
    {
        var random = new Random(seed);
        string[] filling = ["the", "a", "very", "old", "story", "of", "one"];
        return [.. Enumerable.Range(0, count).Select(i => new Row { Topic = i % 3, Text = string.Join(' ', filling.Append(Words[i % 3][random.Next(3)]).OrderBy(_ => random.Next())) })];
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public float Topic { get; set; }
    }

    private sealed class Number
    {
        public float Other { get; set; }

        public float Topic { get; set; }
    }

    private sealed class Pair
    {
        public string First { get; set; } = "";

        public string Second { get; set; } = "";

        public bool Same { get; set; }
    }
}
