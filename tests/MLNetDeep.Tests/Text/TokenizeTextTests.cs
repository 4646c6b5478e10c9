using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Text;

/// <summary>Tokens as a step of a pipeline.</summary>
[TestClass]
public sealed class TokenizeTextTests
{
    private static readonly string[] Texts = ["The good film.", "the good plot", "the bad, BAD film", ""];

    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Words_become_keys_and_unknown_ones_are_missing()
    {
        var view = View(Texts);
        var scored = _ml.Deep().Transforms.TokenizeText("Tokens", "Text").Fit(view).Transform(view);
        CollectionAssert.AreEqual(new[] { "the", "bad", "film", "good" }, Names(scored));
        var keys = Keys(scored);
        CollectionAssert.AreEqual(new uint[] { 1, 4, 3, 0 }, keys[0]);
        CollectionAssert.AreEqual(new uint[] { 1, 4, 0 }, keys[1]);
        CollectionAssert.AreEqual(new uint[] { 1, 2, 0, 2, 3 }, keys[2]);
        Assert.IsEmpty(keys[3]);
        Assert.IsFalse(scored.Schema.Any(column => column.Name.StartsWith("MLNetDeep.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Options_say_what_texts_are_cut_into()
    {
        var options = new TextTokenizingOptions { Tokenization = TextTokenization.Characters, MinTokenCount = 1, VocabularySize = 3, MaxTokens = 5, Lowercase = false };
        var view = View(["a b aB\u00e9", "aa "]);
        var scored = _ml.Deep().Transforms.TokenizeText("Text", options: options).Fit(view).Transform(view);
        CollectionAssert.AreEqual(new[] { "a", " ", "B" }, Names(scored, "Text"));
        CollectionAssert.AreEqual(new uint[] { 1, 2, 0, 2, 1 }, Keys(scored, "Text")[0]);
        CollectionAssert.AreEqual(new uint[] { 1, 1, 2 }, Keys(scored, "Text")[1]);
    }

    [TestMethod]
    public void Byte_pairs_are_learnt_and_files_are_read()
    {
        var view = View(["low low lower", "lowest"]);
        var pairs = _ml.Deep().Transforms.TokenizeText("Tokens", "Text", new TextTokenizingOptions { Tokenization = TextTokenization.BytePairs, VocabularySize = 10 }).Fit(view).Transform(view);
        CollectionAssert.AreEqual(new[] { "low low lowe r", "lowe s t" }, Read(pairs));
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{"model":{"type":"WordPiece","unk_token":"?","vocab":{"?":0,"low":1,"##est":7}},"pre_tokenizer":{"type":"Whitespace"}}""");
            var published = _ml.Deep().Transforms.TokenizeText("Tokens", "Text", new TextTokenizingOptions { Tokenization = TextTokenization.HuggingFace, TokenizerFile = file }).Fit(view).Transform(view);
            CollectionAssert.AreEqual(new[] { "?", "low", "##est" }, Names(published));
            CollectionAssert.AreEqual(new[] { "low low -", "low ##est" }, Read(published));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void The_promised_column_is_the_delivered_one()
    {
        var view = View(Texts);
        var estimator = _ml.Deep().Transforms.TokenizeText("Tokens", "Text");
        var promised = estimator.GetOutputSchema(SchemaShapeOf(view)).Single(column => column.Name == "Tokens");
        var delivered = estimator.Fit(view).Transform(view).Schema["Tokens"];
        Assert.AreEqual(SchemaShape.Column.VectorKind.VariableVector, promised.Kind);
        Assert.IsTrue(promised.IsKey);
        Assert.IsTrue(promised.Annotations.Any(a => a.Name == "KeyValues"));
        var vector = (VectorDataViewType)delivered.Type;
        Assert.IsFalse(vector.IsKnownSize);
        Assert.IsInstanceOfType<KeyDataViewType>(vector.ItemType);
    }

    [TestMethod]
    public void A_saved_pipeline_scores_alike_in_a_process_without_torch()
    {
        var rows = Enumerable.Range(0, 60).Select(i => new Remarked { Remark = i % 2 == 0 ? $"a good film {i % 7}" : $"a bad film {i % 5}", Label = i % 2 == 0 }).ToList();
        var view = _ml.Data.LoadFromEnumerable(rows);
        var pipeline = _ml.Deep().Transforms.TokenizeText("Tokens", "Remark")
            .Append(_ml.Transforms.Text.ProduceNgrams("Ngrams", "Tokens", ngramLength: 1, useAllLengths: false))
            .Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Label", "Ngrams"));
        var model = pipeline.Fit(view);
        Assert.IsGreaterThan(0.95, _ml.BinaryClassification.Evaluate(model.Transform(view)).Accuracy);
        var file = Path.GetTempFileName();
        try
        {
            _ml.Model.Save(model, view.Schema, file);
            float[] expected = [.. model.Transform(view).GetColumn<float>("Score")];
            var fresh = FreshProcess.Score(file, rows.Select(row => new { row.Remark, Features = new float[1] }));
            for (var i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], fresh[i].Score[0], 1e-5);
            using var engine = _ml.Model.CreatePredictionEngine<Remarked, Scored>(new MLContext().Model.LoadPlain(file, out _));
            Assert.AreEqual(expected[1], engine.Predict(rows[1]).Score, 1e-5);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void What_does_not_suit_is_told()
    {
        var transforms = _ml.Deep().Transforms;
        var view = View(["once upon a time"]);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => transforms.TokenizeText("Tokens", "Text", new TextTokenizingOptions { MaxTokens = 0, VocabularySize = 0, TokenizerFile = "x" })).Message,
            "VocabularySize must be at least 1, but was 0. MaxTokens must be at least 1, but was 0.");
        foreach (var fails in new Action[] { () => transforms.TokenizeText("Tokens", "Label").Fit(view), () => transforms.TokenizeText("Tokens", "Label").GetOutputSchema(SchemaShapeOf(view)) })
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(fails).Message, "Schema mismatch for input column 'Label': expected text, got Boolean");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.TokenizeText("Tokens", "Other").Fit(view)).Message, "Could not find input column 'Other'");
        Assert.AreEqual("No token occurs in column 'Text' at least 2 times (MinTokenCount), so that there is nothing to learn.",
            Assert.ThrowsExactly<InvalidOperationException>(() => transforms.TokenizeText("Tokens", "Text").Fit(view)).Message);
    }

    private static SchemaShape SchemaShapeOf(IDataView view) => new MLContext().Transforms.CopyColumns("Again", "Text").GetOutputSchema(SchemaShapes.Of(view));

    private IDataView View(IEnumerable<string> texts) => _ml.Data.LoadFromEnumerable(texts.Select(text => new Row { Text = text }));

    private static string[] Names(IDataView view, string column = "Tokens")
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema[column].GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static List<uint[]> Keys(IDataView view, string column = "Tokens") => [.. view.GetColumn<uint[]>(column)];

    private static string[] Read(IDataView view)
    {
        var names = Names(view);
        return [.. Keys(view).Select(keys => string.Join(' ', keys.Select(key => key == 0 ? "-" : names[key - 1])))];
    }

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class Remarked
    {
        public string Remark { get; set; } = "";

        public bool Label { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
