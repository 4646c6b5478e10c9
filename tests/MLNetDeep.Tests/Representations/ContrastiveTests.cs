using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Representations;

/// <summary>Networks that learn without labels to tell rows apart, and trainers that start from them.</summary>
[TestClass]
public sealed class ContrastiveTests
{
    private static readonly string[] Columns = ["A", "B", "C", "D", "Pair", "Town"];

    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    public static IEnumerable<object[]> Keys => ArchitectureRegistry.All.Where(a => a.InputKind.Key is "image" or "table" && !a.NeedsFile).Select(a => new object[] { a.Key });

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Every_network_for_images_and_tables_learns_without_labels_and_trainers_start_from_it(string key)
    {
        if (!Full.IsAsked(key)) return;
        var rows = Rows(key, 60, 1);
        using var encoder = Trainer(key, o => o.MaxEpochs = 2).Fit(rows);
        float[][] vectors = [.. encoder.Transform(rows).GetColumn<float[]>("Embedding")];
        foreach (var vector in vectors) Assert.AreEqual(1, vector.Sum(v => v * v), 1e-3);
        Assert.IsTrue(vectors.Skip(1).Any(v => Math.Abs(v[0] - vectors[0][0]) > 1e-4f));
        _ml.Deep().Model.Save(encoder, rows.Schema, _file);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(_file, out _), _ml.Deep().Model.Load(_file, out _), new MLContext().Model.LoadForScoring(_file, out _) })
        {
            foreach (var (expected, actual) in vectors.Zip(loaded.Transform(rows).GetColumn<float[]>("Embedding")))
                for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-4f);
            (loaded as IDisposable)?.Dispose();
        }
        using var started = Start(key, o => (o.MaxEpochs, o.LearningRate, o.WeightDecay) = (1, 1e-9, 0), 30);
        var own = started.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var pretrained = encoder.Module.named_parameters().ToDictionary(p => p.name.Replace("body.module.", "body.", StringComparison.Ordinal), p => p.parameter);
        string[] copied = [.. own.Keys.Where(name => pretrained.TryGetValue(name, out var other) && other.shape.SequenceEqual(own[name].shape) && other.sub(own[name]).abs().max().item<float>() < 1e-5f)];
        var others = own.Keys.Except(copied).ToList();
        Assert.IsGreaterThan(others.Count, copied.Length, string.Join(", ", others));
        Assert.IsTrue(others.All(name => name.Contains("head", StringComparison.Ordinal) || name.StartsWith("body.fc.", StringComparison.Ordinal) || name.StartsWith("body.classifier.", StringComparison.Ordinal)), string.Join(", ", others));
        var inputs = encoder.Module.named_buffers().Where(b => b.name.StartsWith("input.", StringComparison.Ordinal)).ToList();
        Assert.IsNotEmpty(inputs);
        var learnt = started.Module.named_buffers().ToDictionary(b => b.name, b => b.buffer);
        foreach (var (name, buffer) in inputs) Assert.IsTrue(buffer.eq(learnt[name]).logical_or(buffer.ne(buffer)).all().item<bool>(), name);
    }

    [TestMethod]
    public void Embeddings_of_images_tell_classes_apart_that_those_of_an_untrained_network_do_not()
    {
        ContrastiveTrainer Of(Action<CnnOptions> change)
        {
            var options = new CnnOptions { Seed = 1, BaseChannels = 16, BatchSize = 128, MaxEpochs = 30, LearningRate = 3e-3, ValidationFraction = 0, Brightness = 0.6, Contrast = 0.6, CropPadding = 0.125, Noise = 0.03 };
            change(options);
            return _ml.Deep().Transforms.ContrastiveEmbedding("Embedding", "Pixels", options, new ContrastiveOptions { Temperature = 0.2 });
        }
        var (rows, test) = (ViewRows.Shapes(_ml, 512, 1), ViewRows.Shapes(_ml, 200, 2));
        using DeepTransformer learnt = Of(_ => { }).Fit(rows), untrained = Of(o => (o.MaxEpochs, o.LearningRate) = (1, 1e-9)).Fit(rows);
        Assert.IsLessThan(0.9 * learnt.History.Epochs[0].Metrics["Loss"], learnt.History.Epochs[^1].Metrics["Loss"]);
        Assert.IsLessThan(0.8, ViewRows.Nearest(untrained.Transform(test), "Embedding"));
        Assert.IsGreaterThan(0.88, ViewRows.Nearest(learnt.Transform(test), "Embedding"));
    }

    [TestMethod]
    public void Rows_of_a_table_find_themselves_with_columns_corrupted()
    {
        using var encoder = Trainer("mlp", o => (o.MaxEpochs, o.BatchSize) = (40, 64), new ContrastiveOptions { CorruptionRate = 0.3, Temperature = 0.2, Normalize = false }).Fit(ViewRows.Table(_ml, 600, 1));
        var (first, last) = (encoder.History.Epochs[0].Metrics, encoder.History.Epochs[^1].Metrics);
        Assert.IsLessThan(0.8 * first["ValidationLoss"], last["ValidationLoss"]);
        Assert.IsGreaterThan(5.0 / 60, last["ValidationAccuracy"]);
        Assert.IsTrue(encoder.Transform(ViewRows.Table(_ml, 20, 2)).GetColumn<float[]>("Embedding").Any(v => Math.Abs(v.Sum(x => x * x) - 1) > 0.1));
    }

    [TestMethod]
    [DataRow("cnn")]
    [DataRow("mlp")]
    public void The_same_seed_gives_the_same_embeddings_and_tensors_are_freed(string key)
    {
        var rows = Rows(key, 60, 1);
        float[] Vectors()
        {
            using var encoder = Trainer(key, o => (o.MaxEpochs, o.Threads) = (2, 1)).Fit(rows);
            return [.. encoder.Transform(rows).GetColumn<float[]>("Embedding").SelectMany(v => v)];
        }
        var once = Vectors();
        var before = LiveTensors.Count();
        CollectionAssert.AreEqual(once, Vectors());
        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    public void The_trainer_is_a_step_of_a_pipeline_and_of_embeddings_of_trained_networks()
    {
        var rows = ViewRows.Shapes(_ml, 60, 1);
        var pipeline = Trainer("cnn", o => o.MaxEpochs = 1).Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Embedding"));
        Assert.IsNotNull(pipeline.Fit(rows).Transform(rows).Schema.GetColumnOrNull("Score"));
        using var classifier = _ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", new CnnOptions { MaxEpochs = 1, BaseChannels = 8, Seed = 1 }).Fit(rows);
        using DeepTransformer embedding = classifier.ToEmbedding("Vector"), again = embedding.ToEmbedding("Same");
        CollectionAssert.AreEqual(embedding.Transform(rows).GetColumn<float[]>("Vector").First(), again.Transform(rows).GetColumn<float[]>("Same").First());
        // A trained classifier is an encoder as well.
        _ml.Deep().Model.Save(classifier, rows.Schema, _file);
        using var started = _ml.Deep().MulticlassClassification.Cnn("Label", "Pixels", new CnnOptions { MaxEpochs = 1, BaseChannels = 8, PretrainedEncoder = _file, FreezeDepth = 2 }).Fit(rows);
        Assert.IsNotNull(started);
    }

    [TestMethod]
    public void What_no_network_learns_without_labels_is_said()
    {
        var transforms = _ml.Deep().Transforms;
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => transforms.ContrastiveEmbedding("E", "Text", new TextCnnOptions())).Message, "TextCNN takes text, of which there are no two views: contrastive learning is for image, table.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => transforms.ContrastiveEmbedding("E", "Pixels", new CnnOptions { PretrainedWeights = "w" })).Message, "are for the trainer that starts from the embedding");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => transforms.ContrastiveEmbedding("E", ["A", "B"], new CnnOptions())).Message, "takes one feature column");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => transforms.ContrastiveEmbedding("E", "Pixels", new CnnOptions { Mixup = 0.2 })).Message, "Mixup must be 0");
        var message = Assert.ThrowsExactly<ArgumentException>(() => transforms.ContrastiveEmbedding("E", "Pixels", new CnnOptions(), new ContrastiveOptions { Temperature = 0, ProjectionSize = 1, CorruptionRate = 1.5 })).Message;
        foreach (var fault in new[] { "Temperature must be above 0, but was 0.", "ProjectionSize must be at least 2, but was 1.", "CorruptionRate must be above 0 and at most 1, but was 1.5." }) StringAssert.Contains(message, fault);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.ContrastiveEmbedding("E", "None", new CnnOptions()).Fit(ViewRows.Shapes(_ml, 8, 1))).Message, "Could not find feature column 'None'");
    }

    [TestMethod]
    public void What_a_trainer_cannot_start_from_is_said()
    {
        string Of<T>(string key, Action<TrainerOptions> change, string[]? columns = null) where T : Exception => Assert.ThrowsExactly<T>(() => Start(key, change, 30, columns)).Message;
        StringAssert.Contains(Of<FileNotFoundException>("cnn", _ => { }), $"There is no file '{_file}', which PretrainedEncoder names.");
        File.WriteAllText(_file, "no zip");
        StringAssert.Contains(Of<InvalidDataException>("cnn", _ => { }), "was not written by ml.Deep().Model.Save, or is damaged");
        using (var images = Trainer("cnn", o => o.MaxEpochs = 1).Fit(Rows("cnn", 30, 1))) _ml.Deep().Model.Save(images, null, _file);
        StringAssert.Contains(Of<ArgumentException>("resnet", _ => { }), "does not suit this trainer: its architecture is cnn, not resnet.");
        StringAssert.Contains(Of<ArgumentException>("mlp", _ => { }), "its architecture is cnn, not mlp.");
        StringAssert.Contains(Of<ArgumentException>("cnn", o => ((CnnOptions)o).BaseChannels = 12), "its options were others; its 'block0_0_conv.weight' is [8, 1, 3, 3], not [12, 1, 3, 3]");
        StringAssert.Contains(Of<ArgumentException>("cnn", o => ((CnnOptions)o).Pooling = CnnPooling.Average), "the same weights give other embeddings here");
        StringAssert.Contains(Of<ArgumentException>("cnn", o => (((CnnOptions)o).ImageHeight, ((CnnOptions)o).ImageWidth) = (4, 16)), "its images are 1×8×8 pixels, not");
        using (var table = Trainer("mlp", o => o.MaxEpochs = 1).Fit(Rows("mlp", 30, 1))) _ml.Deep().Model.Save(table, null, _file);
        StringAssert.Contains(Of<ArgumentException>("mlp", _ => { }, ["A", "B"]), "its columns are A, B, C, D, Pair, Town, not A, B");
        StringAssert.Contains(Of<ArgumentException>("mlp", o => ((TableTrainerOptions)o).NumericEncoding = NumericEncoding.Standard), "its NumericEncoding is PiecewiseLinear, not Standard");
        StringAssert.Contains(Of<ArgumentException>("mlp", o => ((TableTrainerOptions)o).RatioFeatures = 2), "RatioFeatures must be 0");
        using (var anyTask = Trainer("realmlp", o => o.MaxEpochs = 1).Fit(Rows("realmlp", 30, 1))) _ml.Deep().Model.Save(anyTask, null, _file);
        var regression = (RealMlpOptions)Small("realmlp", o => ((TableTrainerOptions)o).PretrainedEncoder = _file);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Regression.RealMlp("A", Columns[1..], regression).Fit(Rows("realmlp", 30, 1))).Message, "its columns are");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Regression.RealMlp("Other", Columns, regression).Fit(_ml.Transforms.CopyColumns("Other", "A").Fit(Rows("realmlp", 30, 1)).Transform(Rows("realmlp", 30, 1)))).Message,
            "for RealMLP hangs on the task unless it is stated");
    }

    private DeepTransformer Start(string key, Action<TrainerOptions> change, int count, string[]? columns = null)
    {
        var options = Small(key, change);
        OptionCatalog.Apply(options, [KeyValuePair.Create("PretrainedEncoder", _file)]);
        var architecture = ArchitectureRegistry.Get(key);
        return _ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", columns ?? InputsOf(key), options).Fit(Rows(key, count, 2));
    }

    private ContrastiveTrainer Trainer(string key, Action<TrainerOptions> change, ContrastiveOptions? options = null) => _ml.Deep().Transforms.ContrastiveEmbedding("Embedding", InputsOf(key), Small(key, change), options);

    private static TrainerOptions Small(string key, Action<TrainerOptions> change)
    {
        var options = ArchitectureRegistry.Get(key).CreateSmallOptions();
        (options.Seed, options.BatchSize) = (1, 32);
        if (options is CnnOptions cnn) cnn.BaseChannels = 8;
        change(options);
        return options;
    }

    private static string[] InputsOf(string key) => ArchitectureRegistry.Get(key).InputKind.Key == "image" ? ["Pixels"] : Columns;

    private IDataView Rows(string key, int count, int seed) => ArchitectureRegistry.Get(key).InputKind.Key == "image" ? ViewRows.Shapes(_ml, count, seed) : ViewRows.Table(_ml, count, seed);
}
