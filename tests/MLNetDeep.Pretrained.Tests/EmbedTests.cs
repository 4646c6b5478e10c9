using Microsoft.Extensions.AI;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;
using MLNetDeep.Chat;
using MLNetDeep.Pretraining;

namespace MLNetDeep.PretrainedTests;

/// <summary>Embeddings of pretrained models as they are.</summary>
[TestClass]
public sealed class EmbedTests
{
    private static readonly string[] _texts = ["The cat sat on the mat.", "A kitten lay on a rug.", "Shares fell by two percent, and the café 東京 closed.", "x"];
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void Vectors_are_the_pooled_ones_of_ONNX_Runtime()
    {
        var rows = Rows(_texts);
        using var model = _ml.Deep().Transforms.Embed("Vector", "Text", Pretrained.MiniLM).Fit(rows);
        var actual = model.Transform(rows).GetColumn<float[]>("Vector").ToArray();
        var files = PretrainedPackages.Find("minilm", "Model");
        var tokenizer = BertTokenizer.Create(files.Tokenizer!);
        using var session = new InferenceSession(files.Model);
        for (var i = 0; i < _texts.Length; i++)
            Assert.IsLessThanOrEqualTo(1e-5, Pooled(session, tokenizer.EncodeToIds(_texts[i])).Zip(actual[i], (a, b) => Math.Abs(a - b)).Max(), _texts[i]);
    }

    [TestMethod]
    public async Task They_are_saved_and_given_by_a_generator()
    {
        var rows = Rows(_texts);
        using var model = _ml.Deep().Transforms.Embed("Vector", "Text", Pretrained.MiniLM).Fit(rows);
        var expected = model.Transform(rows).GetColumn<float[]>("Vector").ToArray();
        var file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(model, rows.Schema, file);
            using var generator = new TextEmbeddingGenerator(_ml, _ml.Model.LoadPlain(file, out _), outputColumnName: "Vector", modelId: "minilm");
            var vectors = await generator.GenerateAsync(_texts);
            for (var i = 0; i < _texts.Length; i++) Assert.IsLessThanOrEqualTo(1e-5, expected[i].Zip(vectors[i].Vector.ToArray(), (a, b) => Math.Abs((double)a - b)).Max());
            double Alike(int one, int other) => vectors[one].Vector.ToArray().Zip(vectors[other].Vector.ToArray(), (a, b) => (double)a * b).Sum();
            Assert.IsGreaterThan(Alike(0, 2) + 0.2, Alike(0, 1));
            await Assert.ThrowsExactlyAsync<ArgumentException>(() => generator.GenerateAsync(_texts, new EmbeddingGenerationOptions { Dimensions = 7 }));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void What_does_not_suit_is_said_before_anything_is_read()
    {
        var texts = Assert.ThrowsExactly<ArgumentException>(() => _ml.Deep().Transforms.Embed("Vector", "Text", Pretrained.MiniLM, new PretrainedImageOptions()));
        StringAssert.Contains(texts.Message, nameof(PretrainedTextOptions));
        var missing = Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Deep().MulticlassClassification.PretrainedText("Label", "Text", new PretrainedTextOptions { Model = "nowhere.onnx" }).Fit(Labelled()));
        StringAssert.Contains(missing.Message, "'nowhere.onnx'");
        StringAssert.Contains(missing.Message, "minilm, arcticxs, resnet18");
        var longer = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().MulticlassClassification.PretrainedText("Label", "Text", new PretrainedTextOptions { MaxTokens = 1000 }).Fit(Labelled()));
        StringAssert.Contains(longer.Message, "1002");
    }

    [TestMethod]
    public void A_vocabulary_that_does_not_fit_is_said()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}-vocab.txt");
        try
        {
            File.WriteAllLines(file, new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Concat(Enumerable.Range(0, 40_000).Select(i => $"w{i}")));
            var fault = Assert.ThrowsExactly<InvalidDataException>(() => _ml.Deep().MulticlassClassification.PretrainedText("Label", "Text", new PretrainedTextOptions { TokenizerFile = file, Tokenization = TextTokenization.WordPiece }).Fit(Labelled()));
            StringAssert.Contains(fault.Message, "Gather");
            StringAssert.Contains(fault.Message, "vocabulary");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private IDataView Rows(string[] texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));

    private IDataView Labelled() => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(Rows(_texts)).Transform(_ml.Data.LoadFromEnumerable(_texts.Select((text, i) => new Row { Text = text, Label = $"{i % 2}" })));

    private static double[] Pooled(InferenceSession session, IReadOnlyList<int> ids)
    {
        var (length, numbers) = (ids.Count, ids.Select(id => (long)id).ToArray());
        OrtValue Value(long[] values) => OrtValue.CreateTensorValueFromMemory(values, [1, length]);
        var inputs = new Dictionary<string, OrtValue> { ["input_ids"] = Value(numbers), ["attention_mask"] = Value([.. numbers.Select(_ => 1L)]), ["token_type_ids"] = Value(new long[length]) };
        using var run = new RunOptions();
        using var results = session.Run(run, inputs, [session.OutputNames[0]]);
        var states = results[0].GetTensorDataAsSpan<float>();
        var mean = new double[384];
        for (var i = 0; i < states.Length; i++) mean[i % 384] += states[i] / (double)length;
        var norm = Math.Sqrt(mean.Sum(value => value * value));
        return [.. mean.Select(value => value / norm)];
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
