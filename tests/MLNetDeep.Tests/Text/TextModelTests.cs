using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNetDeep.Tests.Text;

/// <summary>Networks for texts: what odd texts become, in training, in a saved model and in one that scores in batches.</summary>
[TestClass]
public sealed class TextModelTests
{
    private static readonly string[] Odd = ["", " \n", "nothing of this was ever seen", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", "good \ud83d bad", string.Join(' ', Enumerable.Repeat("good", 5_000)), "good"];

    private readonly MLContext _ml = new(1);

    public static IEnumerable<object[]> Keys => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "text").Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Odd_texts_have_one_score_wherever_they_are_scored(string key) => Odd_texts_have_one_score(key);

    [TestMethod]
    [DataRow("lstm", "MaxPooling=false")]
    [DataRow("lstm", "MaxPooling=true")]
    [DataRow("gru", "MaxPooling=true", "Layers=2")]
    [DataRow("texttransformer", "Window=0", "MaxPooling=false")]
    [DataRow("texttransformer", "Window=3", "MaxPooling=false")]
    [DataRow("texttransformer", "Window=2", "MaxPooling=true")]
    public void So_they_have_with_other_parts(string key, params string[] settings) => Odd_texts_have_one_score(key, settings);

    private void Odd_texts_have_one_score(string key, params string[] settings)
    {
        using var model = Train(key, options =>
        {
            options.MaxTokens = 50;
            OptionCatalog.Apply(options, settings.Select(s => s.Split('=')).Select(s => KeyValuePair.Create(s[0], s[1])));
        });
        var odd = View(Odd.Select(text => (text, true)));
        float[] live = Scores(model.Transform(odd));
        Assert.IsTrue(live.All(float.IsFinite));
        using var engine = _ml.Model.CreatePredictionEngine<Row, Scored>(model, new PredictionEngineOptions { OwnsTransformer = false });
        var file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(model, odd.Schema, file);
            var loaded = new MLContext().Model.LoadPlain(file, out _);
            Close(live, Scores(loaded.Transform(odd)));
            Close(live, Scores(new MLContext().Model.LoadForScoring(file, out _).Transform(odd)));
            Close(live, [.. Odd.Select(text => engine.Predict(new Row { Text = text }).Score)]);
            using var alone = _ml.Model.CreatePredictionEngine<Row, Scored>(loaded);
            Close([.. live.Take(1)], [alone.Predict(new Row { Text = null! }).Score]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void A_batch_of_more_tokens_than_the_budget_is_computed_in_parts_to_the_same_weights()
    {
        float[] Train(int budget, Action<TextCnnOptions>? change = null)
        {
            var options = Small<TextCnnOptions>(o => (o.MaxBatchTokens, o.Dropout, o.WordDropout, o.ValidationFraction, o.MaxEpochs) = (budget, 0, 0, 0, 2));
            change?.Invoke(options);
            using var model = _ml.Deep().BinaryClassification.TextCnn("Label", "Text", options).Fit(View(Reviews(64)));
            return Scores(model.Transform(View(Reviews(20))));
        }
        var whole = Train(1_000_000);
        Close(whole, Train(60));
        // In one part the sum of gradients is the very same; in several it differs by rounding.
        CollectionAssert.AreNotEqual(whole, Train(60));
        CollectionAssert.AreEqual(whole, Train(32_768));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Train(0)).Message, "MaxBatchTokens must be at least 1, but was 0.");
    }

    [TestMethod]
    public void What_becomes_of_odd_texts_is_counted_in_the_log()
    {
        var said = new List<string>();
        _ml.Log += (_, e) => { if (e.Kind is ChannelMessageKind.Warning or ChannelMessageKind.Info) said.Add(e.Message); };
        var rows = Reviews(60).Append(("", true)).Append(("  ", false)).Append((string.Join(' ', Enumerable.Repeat("long", 30)), true));
        using var model = _ml.Deep().BinaryClassification.TextCnn("Label", "Text", Small<TextCnnOptions>(o => (o.MaxTokens, o.ValidationFraction) = (20, 0))).Fit(View(rows));
        Assert.IsTrue(said.Any(m => m.Contains("1 of 63 texts have more than MaxTokens (20) tokens", StringComparison.Ordinal)), string.Join('\n', said));
        Assert.IsTrue(said.Any(m => m.Contains("2 of 63 texts are empty or missing", StringComparison.Ordinal)), string.Join('\n', said));
    }

    // 40 words with more parts than words: 25 characters that go together nowhere, and 3 pieces.
    [TestMethod]
    [DataRow(TextTokenization.BytePairs, "qjxzvkwyhupcgbemtdlfnoira", 999)]
    [DataRow(TextTokenization.WordPiece, "goodsly", 119)]
    public void Parts_of_words_are_what_counts_for_the_most_tokens(TextTokenization tokenization, string word, int most)
    {
        var vocabulary = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(vocabulary, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "##ly", "##s"]);
            var said = new List<string>();
            _ml.Log += (_, e) => { if (e.Kind == ChannelMessageKind.Warning) said.Add(e.Message); };
            var rows = Reviews(60).Append((string.Join(' ', Enumerable.Repeat(word, 40)), true)).ToList();
            foreach (var limit in new[] { most, most + 1 })
            {
                said.Clear();
                var options = Small<TextCnnOptions>(o => (o.Tokenization, o.MaxTokens, o.MinTokenCount, o.ValidationFraction) = (tokenization, limit, 50, 0));
                if (tokenization == TextTokenization.WordPiece) options.TokenizerFile = vocabulary;
                using var model = _ml.Deep().BinaryClassification.TextCnn("Label", "Text", options).Fit(View(rows));
                Assert.AreEqual(limit == most, said.Any(m => m.Contains($"1 of 61 texts have more than MaxTokens ({limit}) tokens", StringComparison.Ordinal)), string.Join('\n', said));
            }
        }
        finally
        {
            File.Delete(vocabulary);
        }
    }

    [TestMethod]
    public void The_vocabulary_is_that_of_the_training_part()
    {
        // Each text has a word of its own: those of the rows kept for validation must not be known.
        var rows = Enumerable.Range(0, 200).Select(i => ($"word{i} word{i} {(i % 2 == 0 ? "good" : "bad")}", i % 2 == 0)).ToList();
        using var model = _ml.Deep().BinaryClassification.TextCnn("Label", "Text", Small<TextCnnOptions>(o => (o.ValidationFraction, o.MinTokenCount) = (0.25, 1))).Fit(View(rows));
        Assert.AreEqual(50, model.History.ValidationRows);
        Assert.AreEqual(2 + 150 + 2, ((TextShape)model.Input).Vocabulary);
    }

    [TestMethod]
    [DataRow(TextTokenization.Characters)]
    [DataRow(TextTokenization.BytePairs)]
    public void Other_tokens_learn_too(TextTokenization tokenization)
    {
        using var model = Train("textcnn", options => (options.Tokenization, options.VocabularySize) = (tokenization, 60));
        var test = View(Reviews(200, seed: 9));
        Assert.IsGreaterThan(0.9, _ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(test)).Accuracy);
        var file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(model, test.Schema, file);
            Close(Scores(model.Transform(test)), Scores(new MLContext().Model.LoadPlain(file, out _).Transform(test)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Word_pieces_come_from_a_file()
    {
        var vocabulary = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(vocabulary, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "the", "film", "was", "##ly", "##s"]);
            using var model = Train("textcnn", options => (options.Tokenization, options.TokenizerFile) = (TextTokenization.WordPiece, vocabulary));
            Assert.AreEqual(14, ((TextShape)model.Input).Vocabulary);
            Assert.IsGreaterThan(0.9, _ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(View(Reviews(200, seed: 9)))).Accuracy);
        }
        finally
        {
            File.Delete(vocabulary);
        }
    }

    [TestMethod]
    public void A_tokenizer_file_that_is_none_is_named()
    {
        Assert.ThrowsExactly<FileNotFoundException>(() => Train("textcnn", o => (o.Tokenization, o.TokenizerFile) = (TextTokenization.WordPiece, "/nowhere/vocab.txt")));
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "this is no model");
            var fault = Assert.Throws<Exception>(() => Train("textcnn", o => (o.Tokenization, o.TokenizerFile) = (TextTokenization.SentencePiece, file)));
            StringAssert.Contains(fault.Message, "SentencePiece");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Options_that_do_not_go_together_are_all_told()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() => new TextCnnOptions { TokenizerFile = "vocab.txt", MaxTokens = 0, Mixup = 0.2, SmallestWindow = 4, LargestWindow = 3 }.Validate());
        foreach (var name in new[] { "TokenizerFile", "MaxTokens", "Mixup", "LargestWindow" }) StringAssert.Contains(fault.Message, name);
    }

    [TestMethod]
    public void Streamed_texts_train_as_well_as_those_in_memory()
    {
        using var model = Train("textcnn", options => (options.MemoryBudgetMegabytes, options.BatchSize) = (1, 256), rows: 60_000);
        Assert.IsTrue(model.History.Streamed);
        Assert.IsGreaterThan(0.95, _ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(View(Reviews(300, seed: 9)))).Accuracy);
    }

    [TestMethod]
    public void A_module_of_ones_own_gets_token_numbers()
    {
        TextShape? shape = null;
        var trainer = _ml.Deep().BinaryClassification.FromModule("Label", "Text", context =>
        {
            shape = (TextShape)context.Input;
            return TorchSharp.torch.nn.Sequential(("vectors", TorchSharp.torch.nn.Embedding(shape.Vocabulary, 8)), ("mean", new MeanOverTokens()), ("head", TorchSharp.torch.nn.Linear(8, 1)));
        }, new TextTrainerOptions { MaxEpochs = 8, LearningRate = 0.03, BatchSize = 16, Seed = 1 });
        using var model = trainer.Fit(View(Reviews(300)));
        Assert.IsNotNull(shape);
        Assert.IsGreaterThan(0.9, _ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(View(Reviews(200, seed: 9)))).Accuracy);
    }

    private DeepTransformer Train(string key, Action<TextTrainerOptions> change, int rows = 300)
    {
        var architecture = ArchitectureRegistry.Get(key);
        var options = (TextTrainerOptions)architecture.CreateSmallOptions();
        (options.Seed, options.MaxEpochs, options.Patience) = (1, rows > 1000 ? 1 : 6, 0);
        change(options);
        return _ml.Deep().BinaryClassification.FromArchitecture(architecture, "Label", "Text", options).Fit(View(Reviews(rows)));
    }

    private static T Small<T>(Action<T> change) where T : TextTrainerOptions, new()
    {
        var options = (T)ArchitectureRegistry.All.Single(a => a.OptionsType == typeof(T)).CreateSmallOptions();
        (options.Seed, options.MaxEpochs) = (1, 1);
        change(options);
        return options;
    }

    private static IEnumerable<(string Text, bool IsGood)> Reviews(int count, int seed = 1)
    {
        var random = new Random(seed);
        string[] others = ["the", "film", "was", "plot", "and", "music", ",", ".", "again", "films"];
        for (var i = 0; i < count; i++)
        {
            List<string> words = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => others[random.Next(others.Length)])];
            words.Insert(random.Next(words.Count + 1), i % 2 == 0 ? "good" : "bad");
            yield return (string.Join(' ', words), i % 2 == 0);
        }
    }

    private IDataView View(IEnumerable<(string Text, bool IsGood)> rows) => _ml.Data.LoadFromEnumerable(rows.Select(row => new Row { Text = row.Text, Label = row.IsGood }));

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    private static void Close(float[] expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-4, $"row {i}");
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }

    private sealed class MeanOverTokens : TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>, MLNetDeep.Onnx.IOnnxExportable
    {
        public MeanOverTokens() : base(nameof(MeanOverTokens))
        {
        }

        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input.mean([1]);

        public MLNetDeep.Onnx.OnnxValue Export(MLNetDeep.Onnx.OnnxComposer composer, MLNetDeep.Onnx.OnnxValue input) =>
            composer.Node("ReduceMean", [input.Shape[1]], [input], ("axes", new long[] { 1 }), ("keepdims", 0));
    }
}
