using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;

namespace MLNetDeep.Tests.Text;

/// <summary>Networks for texts that learn without labels first, and trainers that start from them.</summary>
[TestClass]
public sealed class PretrainedEncoderTests
{
    private static readonly string[][] Sentences = [["the cat", "drinks milk", "at night"], ["a train", "leaves the station", "on time"], ["hot soup", "fills the bowl", "with steam"]];

    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.encoder");

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    [DataRow("texttransformer")]
    [DataRow("lstm")]
    [DataRow("gru")]
    public void Hidden_words_are_found_by_what_is_around_them(string key)
    {
        var history = _ml.Deep().Transforms.PretrainEncoder(View(600, 1), "Text", Small(key, o => o.MaxEpochs = 25), _file);
        // Half of the words follow from the others; by chance one in some twenty is right.
        Assert.IsGreaterThan(0.6, history.Epochs.Max(e => e.Metrics["ValidationAccuracy"]));
        Assert.IsTrue(File.Exists(_file));
    }

    [TestMethod]
    [DataRow("texttransformer")]
    [DataRow("lstm")]
    public void A_network_starts_from_the_weights_of_the_file(string key)
    {
        _ml.Deep().Transforms.PretrainEncoder(View(60, 1), "Text", Small(key, o => o.MaxEpochs = 2), _file);
        var options = Small(key, o => (o.PretrainedEncoder, o.MaxEpochs, o.LearningRate, o.WeightDecay, o.LogCountRatios) = (_file, 1, 1e-9, 0, LogCountRatios.Start));
        using var model = _ml.Deep().MulticlassClassification.FromArchitecture(ArchitectureRegistry.Get(key), "Label", "Text", options).Fit(View(30, 2));
        using var archive = System.IO.Compression.ZipFile.OpenRead(_file);
        using var stream = new MemoryStream();
        archive.GetEntry("weights.safetensors")!.Open().CopyTo(stream);
        stream.Position = 0;
        var weights = Safetensors.Read(stream);
        var own = model.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        Assert.IsGreaterThan(5, weights.Count);
        foreach (var (name, weight) in weights)
            using (weight) Assert.IsLessThan(1e-6f, weight.sub(own[$"body.{name}"]).abs().max().item<float>(), name);
        CollectionAssert.AreEquivalent(new[] { "body.head.weight", "body.head.bias" }, own.Keys.Except(weights.Keys.Select(name => $"body.{name}")).ToArray());
    }

    [TestMethod]
    public void A_started_model_needs_the_file_no_more()
    {
        _ml.Deep().Transforms.PretrainEncoder(View(60, 1), "Text", Small("texttransformer", o => o.MaxEpochs = 1), _file);
        var said = new List<string>();
        _ml.Log += (_, e) => { lock (said) said.Add(e.Message); };
        var options = Small("texttransformer", o => (o.PretrainedEncoder, o.MaxEpochs, o.MaxTokens) = (_file, 1, 5));
        var trainer = _ml.Deep().MulticlassClassification.FromArchitecture(ArchitectureRegistry.Get("texttransformer"), "Label", "Text", options);
        using var model = trainer.Fit(View(60, 2));
        Assert.IsTrue(said.Any(m => m.Contains($"tensors of weights start from '{_file}'", StringComparison.Ordinal)), string.Join('\n', said));
        File.Delete(_file);
        var zip = $"{_file}.zip";
        try
        {
            _ml.Deep().Model.Save(new TransformerChain<ITransformer>(model), null, zip);
            using var again = (IDisposable)_ml.Deep().Model.Load(zip, out _);
            var rows = View(10, 3);
            CollectionAssert.AreEqual(Scores(model.Transform(rows)), Scores(((ITransformer)again).Transform(rows)));
            using var further = trainer.Fit(View(60, 4), model);
        }
        finally
        {
            File.Delete(zip);
        }
    }

    [TestMethod]
    public void Both_texts_of_a_pair_start_from_one_file()
    {
        _ml.Deep().Transforms.PretrainEncoder(View(60, 1), "Text", Small("lstm", o => o.MaxEpochs = 1), _file);
        var said = new List<string>();
        _ml.Log += (_, e) => { lock (said) said.Add(e.Message); };
        var encoder = Small("lstm", o => o.PretrainedEncoder = _file);
        using var model = _ml.Deep().MulticlassClassification.SentencePair("Label", "Text", "Other", encoder, new SentencePairOptions { MaxEpochs = 1, Seed = 1 }).Fit(View(60, 2));
        Assert.AreEqual(1, said.Count(m => m.Contains("tensors of weights start from", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void What_does_not_suit_is_said()
    {
        var transforms = _ml.Deep().Transforms;
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => transforms.PretrainEncoder(View(30, 1), "Text", new TextCnnOptions(), _file)).Message, "TextCNN has no hidden state for each token");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.PretrainEncoder(View(30, 1), "Text", new LstmOptions(), _file, 0.9));
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => transforms.PretrainEncoder(View(30, 1), "Text", new LstmOptions(), Path.Combine(_file, "none", "x")));
        DeepTransformer Start(Action<TextTrainerOptions> change) => _ml.Deep().MulticlassClassification.FromArchitecture(ArchitectureRegistry.Get("lstm"), "Label", "Text", Small("lstm", change)).Fit(View(30, 1));
        StringAssert.Contains(Assert.ThrowsExactly<FileNotFoundException>(() => Start(o => o.PretrainedEncoder = _file)).Message, "which PretrainedEncoder names");
        File.WriteAllText(_file, "no zip");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Start(o => o.PretrainedEncoder = _file)).Message, "was not written by PretrainEncoder, or is damaged");
        transforms.PretrainEncoder(View(60, 1), "Text", Small("lstm", o => o.MaxEpochs = 1), _file);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Start(o => (o.PretrainedEncoder, ((LstmOptions)o).Units) = (_file, 24))).Message,
            "are of a network 'lstm' with other options than these");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Start(o => (o.PretrainedEncoder, o.WordVectorsFile) = (_file, _file))).Message, "must be null");
    }

    private static TextTrainerOptions Small(string key, Action<TextTrainerOptions> change)
    {
        var options = (TextTrainerOptions)ArchitectureRegistry.Get(key).CreateSmallOptions();
        options.Seed = 1;
        change(options);
        return options;
    }

    private IDataView View(int count, int seed)
    {
        var random = new Random(seed);
        string Text(int topic) => string.Join(' ', Sentences[topic].Where((_, i) => i == 0 || random.Next(4) > 0));
        var rows = Enumerable.Range(0, count).Select(i => new Row { Topic = i % 3, Text = Text(i % 3), Other = Text(random.Next(3)) }).ToList();
        return _ml.Transforms.Conversion.MapValueToKey("Label", "Topic").Fit(_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i => new Row { Topic = i }))).Transform(_ml.Data.LoadFromEnumerable(rows));
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(s => s)];

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public string Other { get; set; } = "";

        public float Topic { get; set; }
    }
}
