using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Onnx;
using MLNetDeep.Tests.Support;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Fusion;

/// <summary>One network over a picture, a text and a table: each alone tells part of the label.</summary>
[TestClass]
public sealed class CombinedTests
{
    private readonly MLContext _ml = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Several_inputs_tell_more_than_each_alone()
    {
        var (train, test) = (View(600, 1), View(300, 2));
        using var model = _ml.Deep().BinaryClassification.Combined("Label", Parts(), Options()).Fit(train);
        double Of(IDataView rows) => _ml.BinaryClassification.Evaluate(model.Transform(rows)).Accuracy;
        var fused = Of(test);
        // Two of three votes tell three labels in four.
        foreach (var missing in new Action<Row>[] { row => row.Photo = "", row => row.Title = "", row => (row.Price, row.Kind) = (float.NaN, "") })
        {
            var rows = Rows(300, 2, _folder);
            rows.ForEach(missing);
            Assert.IsGreaterThan(0.66, Of(_ml.Data.LoadFromEnumerable(rows)));
        }
        var alone = new[]
        {
            Accuracy(_ml.Deep().BinaryClassification.FromArchitecture(ArchitectureRegistry.Get("cnn"), "Label", "Photo", With(Image())), train, test),
            Accuracy(_ml.Deep().BinaryClassification.FromArchitecture(ArchitectureRegistry.Get("textcnn"), "Label", "Title", With(Text())), train, test),
            Accuracy(_ml.Deep().BinaryClassification.FromArchitecture(ArchitectureRegistry.Get("mlp"), "Label", ["Price", "Kind"], With(Table())), train, test),
        };
        Assert.IsGreaterThan(alone.Max() + 0.08, fused, $"fused {fused:f3}, alone {string.Join(", ", alone.Select(a => $"{a:f3}"))}");
    }

    [TestMethod]
    public void Rows_without_a_picture_or_a_text_are_scored_alike_everywhere()
    {
        using var model = _ml.Deep().BinaryClassification.Combined("Label", Parts(), Options(o => o.MaxEpochs = 2)).Fit(View(80, 1, missing: true));
        var rows = View(40, 2, missing: true);
        float[] live = Scores(model.Transform(rows));
        Assert.IsTrue(live.All(float.IsFinite));
        var file = Path.Combine(_folder, "model.zip");
        _ml.Deep().Model.Save(new TransformerChain<ITransformer>(model), rows.Schema, file);
        Close(live, Scores(new MLContext().Model.LoadPlain(file, out _).Transform(rows)));
        Close(live, Scores(new MLContext().Model.LoadForScoring(file, out _).Transform(rows)));
        using var again = (IDisposable)_ml.Deep().Model.Load(file, out _, scoringEngine: ScoringEngine.Torch);
        Close(live, Scores(((ITransformer)again).Transform(rows)));
    }

    [TestMethod]
    public void A_missing_input_is_the_same_whatever_stands_for_it()
    {
        using var model = _ml.Deep().BinaryClassification.Combined("Label", Parts(), Options(o => o.MaxEpochs = 2)).Fit(View(80, 1));
        var row = Rows(1, 3, _folder).Single();
        float Score(string? photo, string? title) => Scores(model.Transform(_ml.Data.LoadFromEnumerable([new Row { Photo = photo!, Title = title!, Price = row.Price, Kind = row.Kind, Label = row.Label }]))).Single();
        var black = Path.Combine(_folder, "black.png");
        Save(black, (_, _) => 0);
        Assert.AreEqual(Score("", "  "), Score(null, null));
        Assert.AreEqual(Score("", ""), Score(black, "words never seen before"), 1e-6f);
        Assert.AreNotEqual(Score("", ""), Score(row.Photo, row.Title));
    }

    [TestMethod]
    public void A_picture_that_is_there_but_cannot_be_read_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "broken.png"), "no picture");
        var rows = Rows(40, 1, _folder);
        rows[3].Photo = Path.Combine(_folder, "broken.png");
        rows[5].Photo = Path.Combine(_folder, "nowhere.png");
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().BinaryClassification.Combined("Label", Parts(), Options()).Fit(_ml.Data.LoadFromEnumerable(rows)));
        StringAssert.Contains(e.Message, "Column 'Photo' has 2 images that cannot be used: row 4:");
        StringAssert.Contains(e.Message, "nowhere.png");
    }

    [TestMethod]
    public void All_faults_of_the_inputs_are_told_at_once()
    {
        InputParts parts = [new("Photo", new CnnOptions { Blocks = 0 }), new("Title", new TextTrainerOptions()), InputPart.AllOthers(new TabMOptions())];
        var e = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().BinaryClassification.Combined("Label", parts));
        StringAssert.Contains(e.Message, "Input 'Photo': Blocks must be at least 1, but was 0.");
        StringAssert.Contains(e.Message, "Input 'Title': its options are TextTrainerOptions, which say no architecture; take those of one, such as GruOptions");
        StringAssert.Contains(e.Message, "Input 'table': TabM gives no embedding");
        parts = [new("Foto", Image()), new("Price", Text()), InputPart.AllOthers(Table())];
        var schema = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Deep().BinaryClassification.Combined("Label", parts).Fit(View(10, 1)));
        StringAssert.Contains(schema.Message, "Input 'Foto': Could not find feature column 'Foto'.");
        StringAssert.Contains(schema.Message, "Input 'Price': Schema mismatch for feature column 'Price': expected text");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().BinaryClassification.Combined("Label", [new("Title", Text())])).Message, "Parts must have at least 2 inputs, but has 1.");
    }

    [TestMethod]
    public void All_other_columns_are_those_that_no_input_takes()
    {
        InputParts parts = [new("Photo", Image()), new("Title", Text()), InputPart.AllOthers(Table())];
        using var model = _ml.Deep().BinaryClassification.Combined("Label", parts, Options(o => o.MaxEpochs = 1)).Fit(View(40, 1));
        CollectionAssert.AreEqual(new[] { "Photo", "Title", "Price", "Kind" }, model.FeatureColumnNames.ToArray());
        var shape = (CombinedShape)model.Input;
        CollectionAssert.AreEqual(new[] { "Photo", "Title", "table" }, shape.Parts.Select(part => part.Name).ToArray());
    }

    [TestMethod]
    public void Inputs_are_read_from_a_text()
    {
        var parts = InputParts.Parse("Photo = cnn, Title=LSTM,Price+Kind=mlp, *=tableresnet");
        Assert.AreEqual("Photo=cnn, Title=lstm, Price+Kind=mlp, *=tableresnet", parts.ToString());
        Assert.IsInstanceOfType<LstmOptions>(parts[1].Options);
        Assert.AreEqual(parts, InputParts.Parse(parts.ToString()));
        Assert.AreNotEqual(parts, InputParts.Parse("Photo=cnn, Title=lstm"));
        var options = new CombinedOptions();
        foreach (var (text, said) in new[] { ("Photo", "'Photo' is not columns=architecture"), ("Photo=cnm", "there is no architecture 'cnm'") })
        {
            var e = Assert.ThrowsExactly<ArgumentException>(() => OptionCatalog.Set(options, "Parts", text));
            StringAssert.Contains(e.Message, "Parts must be inputs separated by commas");
            StringAssert.Contains(e.InnerException!.Message, said);
        }
    }

    [TestMethod]
    public void Augmentation_of_one_input_changes_pictures_that_are_there()
    {
        InputParts parts = [new("Photo", Image(o => o.Augmentation = AugmentationPreset.Strong)), new("Title", Text())];
        using var one = _ml.Deep().BinaryClassification.Combined("Label", parts, Options(o => o.MaxEpochs = 2)).Fit(View(60, 1, missing: true));
        using var same = _ml.Deep().BinaryClassification.Combined("Label", parts, Options(o => o.MaxEpochs = 2)).Fit(View(60, 1, missing: true));
        using var plain = _ml.Deep().BinaryClassification.Combined("Label", [new("Photo", Image()), parts[1]], Options(o => o.MaxEpochs = 2)).Fit(View(60, 1, missing: true));
        Assert.AreEqual(one.History.Epochs[^1].Metrics["Loss"], same.History.Epochs[^1].Metrics["Loss"]);
        Assert.AreNotEqual(one.History.Epochs[^1].Metrics["Loss"], plain.History.Epochs[^1].Metrics["Loss"]);
    }

    [TestMethod]
    public void A_model_is_trained_further()
    {
        var trainer = _ml.Deep().BinaryClassification.Combined("Label", Parts(), Options(o => o.MaxEpochs = 2));
        using var model = trainer.Fit(View(60, 1));
        using var further = trainer.Fit(View(60, 2), model);
        Assert.HasCount(2, further.History.Epochs);
        InputParts others = [new("Photo", Image()), new("Title", Text())];
        var e = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().BinaryClassification.Combined("Label", others, Options()).Fit(View(60, 2), model));
        StringAssert.Contains(e.Message, "what Parts says (Photo=cnn, Title=textcnn)");
    }

    [TestMethod]
    public void A_module_over_several_inputs_is_trained_saved_and_loaded()
    {
        InputParts parts = [new("Photo", new ImageTrainerOptions()), new("Title", new TextTrainerOptions { MinTokenCount = 1 }) { Name = "text" }, new(["Price", "Kind"], new TableTrainerOptions())];
        Bag Make(ModuleContext context) => new((CombinedShape)context.Input, context.Output.Size);
        var (train, test) = (View(300, 1), View(100, 2));
        using var model = _ml.Deep().BinaryClassification.FromModule("Label", parts, Make, new CombinedTrainerOptions { Seed = 1, MaxEpochs = 12, BatchSize = 32, LearningRate = 3e-3 }).Fit(train);
        Assert.IsGreaterThan(0.8, _ml.BinaryClassification.Evaluate(model.Transform(test)).Accuracy);
        Assert.AreEqual(ScoringEngine.Onnx, model.ScoringEngine);
        float[] live = Scores(model.Transform(test));
        var file = Path.Combine(_folder, "model.zip");
        _ml.Deep().Model.Save(new TransformerChain<ITransformer>(model), test.Schema, file);
        Close(live, Scores(new MLContext().Model.LoadForScoring(file, out _).Transform(test)));
        using var again = (IDisposable)_ml.Deep().Model.Load(file, out _, Make, scoringEngine: ScoringEngine.Torch);
        Close(live, Scores(((ITransformer)again).Transform(test)));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().Model.Load(file, out _)).Message, "give Load the factory");
    }

    [TestMethod]
    public void A_module_that_fails_is_named_with_the_shapes_of_its_inputs()
    {
        InputParts parts = [new("Photo", new ImageTrainerOptions()), new("Title", new TextTrainerOptions())];
        var e = Assert.ThrowsExactly<InvalidOperationException>(() => _ml.Deep().BinaryClassification.FromModule("Label", parts, _ => new Wrong()).Fit(View(20, 1)));
        StringAssert.Contains(e.Message, "The module 'Wrong' failed on an input of shape [2, 1, 8, 8] and [2, 3]: There is no input 'Foto'. There are: Photo, Title.");
    }

    /// <summary>Pixels, the mean of the vectors of tokens, and the table, one behind the other.</summary>
    private sealed class Bag : Module<CombinedBatch, Tensor>, ICombinedOnnxExportable
    {
        private readonly TorchSharp.Modules.Embedding _words;
        private readonly TorchSharp.Modules.Sequential _layers;

        public Bag(CombinedShape shape, int outputs) : base(nameof(Bag))
        {
            _words = Embedding(((TextShape)shape.Parts[1].Shape).Vocabulary, 16, padding_idx: 0);
            _layers = Sequential(("first", Linear(shape.Parts[0].Shape.Size + 16 + shape.Parts[2].Shape.Size, 64)), ("relu", ReLU()), ("second", Linear(64, outputs)));
            RegisterComponents();
        }

        public override Tensor forward(CombinedBatch batch)
        {
            using var scope = NewDisposeScope();
            return _layers.call(cat([batch["Photo"].flatten(1), _words.call(batch["text"]).sum([1]), batch.Parts[2]], 1)).MoveToOuterDisposeScope();
        }

        public OnnxValue Export(OnnxComposer composer, IReadOnlyList<OnnxValue> parts, OnnxValue presence)
        {
            var words = composer.Apply(_words, parts[1]);
            var axis = new OnnxValue(composer.Graph.Constant(MLNetDeep.Onnx.Graph.OnnxTensor.Vector(1)), [1]);
            var sum = composer.Node("ReduceSum", [16], [words, axis], ("keepdims", 0));
            return composer.Apply(_layers, composer.Concat(1, composer.Reshape(parts[0], parts[0].Shape.Aggregate((a, b) => a * b)), sum, parts[2]));
        }
    }

    private sealed class Wrong : Module<CombinedBatch, Tensor>
    {
        private readonly TorchSharp.Modules.Linear _layer = Linear(64, 1);

        public Wrong() : base(nameof(Wrong)) => RegisterComponents();

        public override Tensor forward(CombinedBatch batch) => _layer.call(batch["Foto"]);
    }

    internal static InputParts Parts() => [new("Photo", Image()), new("Title", Text()), new(["Price", "Kind"], Table())];

    internal static CnnOptions Image(Action<CnnOptions>? change = null) => Changed(new CnnOptions { Blocks = 2, BaseChannels = 8 }, change);

    internal static TextCnnOptions Text() => new() { Width = 32, Filters = 16 };

    internal static MlpOptions Table() => new() { Width = 64, MinCategoryCount = 1 };

    internal static CombinedOptions Options(Action<CombinedOptions>? change = null) =>
        Changed(new CombinedOptions { Seed = 1, MaxEpochs = 12, BatchSize = 32, EmbeddingWidth = 16, Width = 32, LearningRate = 3e-3 }, change);

    private static T Changed<T>(T options, Action<T>? change)
    {
        change?.Invoke(options);
        return options;
    }

    private static TrainerOptions With(TrainerOptions options)
    {
        (options.Seed, options.MaxEpochs, options.BatchSize, options.LearningRate) = (1, 12, 32, 3e-3);
        return options;
    }

    private double Accuracy(IEstimator<ITransformer> trainer, IDataView train, IDataView test)
    {
        var model = trainer.Fit(train);
        using var owner = model as IDisposable;
        return _ml.BinaryClassification.Evaluate(model.Transform(test)).Accuracy;
    }

    private IDataView View(int count, int seed, bool missing = false)
    {
        var rows = Rows(count, seed, _folder);
        for (var i = 0; missing && i < rows.Count; i++)
        {
            if (i % 5 == 1) rows[i].Photo = "";
            if (i % 7 == 2) rows[i].Title = "";
        }
        return _ml.Data.LoadFromEnumerable(rows);
    }

    // Three votes, of a picture (bars across or down), a text and a table; the label is what most say.
    internal static List<Row> Rows(int count, int seed, string folder)
    {
        var random = new Random(seed);
        string[] good = ["great", "lovely", "splendid"], bad = ["awful", "boring", "dreadful"], filling = ["the", "film", "was", "rather", "a", "thing", "here"];
        foreach (var across in new[] { false, true })
            for (var phase = 0; phase < 4; phase++)
                if (Path.Combine(folder, $"{across}{phase}.png") is var path && !File.Exists(path))
                    Save(path, (x, y) => (byte)(((across ? y : x) + phase) % 4 < 2 ? 230 : 40));
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            bool[] votes = [random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0];
            var words = Enumerable.Range(0, random.Next(2, 6)).Select(_ => filling[random.Next(filling.Length)]).ToList();
            words.Insert(random.Next(words.Count + 1), (votes[1] ? good : bad)[random.Next(3)]);
            return new Row
            {
                Photo = Path.Combine(folder, $"{votes[0]}{random.Next(4)}.png"),
                Title = string.Join(' ', words),
                Price = (float)((votes[2] ? 1 : -1) + (0.3 * random.NextDouble())),
                Kind = random.Next(2) == 0 ? "new" : "used",
                Label = votes.Count(vote => vote) >= 2,
            };
        })];
    }

    private static void Save(string path, Func<int, int, byte> grey)
    {
        using var picture = Pictures.Make(8, 8, (x, y) => (grey(x, y), grey(x, y), grey(x, y)));
        picture.Save(path);
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-4f, $"row {i}");
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    internal sealed class Row
    {
        public string Photo { get; set; } = "";

        public string Title { get; set; } = "";

        public float Price { get; set; }

        public string Kind { get; set; } = "";

        public bool Label { get; set; }
    }
}
