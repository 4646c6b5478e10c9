using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Tests.Texts;

/// <summary>The baseline for texts: logistic regression over word n-grams that are scaled by their log-count ratios.</summary>
[TestClass]
public sealed class NaiveBayesTests
{
    private const string Key = "naivebayes";

    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Ratios_are_those_of_a_recount_by_hand()
    {
        var data = new LabeledFeatures(3, [([0, 1], true), ([1, 2], false), ([0], true)]);
        float[] ratios = LogCountRatios.Of(data, smoothing: 1);
        // p = 3, 2, 1 of 6; q = 1, 2, 2 of 5.
        Assert.AreEqual(Math.Log(3.0 / 6 / (1.0 / 5)), ratios[0], 1e-6);
        Assert.AreEqual(Math.Log(2.0 / 6 / (2.0 / 5)), ratios[1], 1e-6);
        Assert.AreEqual(Math.Log(1.0 / 6 / (2.0 / 5)), ratios[2], 1e-6);
    }

    [TestMethod]
    public void Features_are_n_grams_that_are_there_or_not()
    {
        IDataView texts = _ml.Data.LoadFromEnumerable([new Question { Text = "a B a. b" }, new Question { Text = "" }]);
        CollectionAssert.AreEqual(new[] { "a", "b", "a.", "a|b", "b|a.", "a.|b" }, Ngrams(2, false));
        CollectionAssert.AreEqual(new[] { "a", "b", "a|b", "b|a" }, Ngrams(2, true));
        CollectionAssert.AreEqual(new[] { "a", "b", "a." }, Ngrams(1, false));

        string[] Ngrams(int length, bool split)
        {
            IDataView features = NgramFeatures.Create(_ml, "Text", "X", length, split).Fit(texts).Transform(texts);
            VBuffer<ReadOnlyMemory<char>> names = default;
            features.Schema["X"].GetSlotNames(ref names);
            float[][] rows = [.. features.GetColumn<float[]>("X")];
            Assert.IsTrue(rows[0].All(v => v == 1), string.Join(' ', rows[0]));
            Assert.IsTrue(rows[1].All(v => v == 0), string.Join(' ', rows[1]));
            return [.. names.DenseValues().Select(n => n.ToString()).OrderBy(n => n.Contains('|'))];
        }
    }

    [TestMethod]
    [DataRow(1.0)]
    [DataRow(0.4)]
    public void The_model_over_plain_features_scores_as_one_over_scaled_features(double interpolation)
    {
        LabeledFeatures data = Random(200, 30);
        var options = new NaiveBayesOptions { Interpolation = interpolation, Threads = 1 };
        IDataView plain = View(data, _ => 1);
        IDataView scored = new NaiveBayesTrainer(_ml, "Label", "Features", options).Fit(plain).Transform(plain);

        float[] ratios = LogCountRatios.Of(data, options.Smoothing);
        IDataView scaled = View(data, feature => ratios[feature]);
        var reference = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: options.L2).Fit(scaled).Model.SubModel;
        double mean = reference.Weights.Average(Math.Abs);
        double[] expected = [.. data.Rows.Select(row => Logistic(reference.Bias + row.Present.Sum(f => ratios[f] * (((1 - interpolation) * mean) + (interpolation * reference.Weights[f])))))];
        float[] actual = [.. scored.GetColumn<float>("Probability")];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1e-4);
        Assert.IsGreaterThan(0.5, expected.Max() - expected.Min());
    }

    [TestMethod]
    [DataRow(-20)]
    [DataRow(-6.5)]
    [DataRow(0)]
    [DataRow(3.25)]
    public void A_model_has_the_weights_and_the_intercept_that_it_is_made_of(double intercept)
    {
        var random = new Random(1);
        foreach (float[] weights in new float[][] { [0.25f, -3, 0, 1e-3f, 700], [1e-4f, -1e-5f], [1, 2, 3], [0, 0], [2], [.. Enumerable.Range(0, 3000).Select(_ => random.NextSingle() - 0.5f)] })
        {
            var model = KnownLinearModel.Make(new LinearFits(_ml, "Label", "Features", 1, default), weights, (float)intercept).Model;
            for (int i = 0; i < weights.Length; i++)
                Assert.AreEqual(weights[i], model.SubModel.Weights[i], weights.Length == 1 ? 1e-3 : 3e-6 + (1e-6 * Math.Abs(weights[i])));
            Assert.AreEqual(intercept, model.SubModel.Bias, weights.Length == 1 ? 1e-3 : 3e-6);
            Assert.AreEqual((-1, 0), (model.Calibrator.Slope, model.Calibrator.Offset));
        }
    }

    [TestMethod]
    public void It_learns_two_classes_and_the_zip_is_plain_ML_NET()
    {
        PredictionTask task = PredictionTask.Binary("IsPlace");
        Check(task, rows => _ml.BinaryClassification.Evaluate(rows, "IsPlace").Accuracy, "Probability");
    }

    [TestMethod]
    public void It_learns_several_classes_and_the_zip_is_plain_ML_NET()
    {
        PredictionTask task = PredictionTask.Multiclass("Label");
        Check(task, rows => _ml.MulticlassClassification.Evaluate(rows, "Label").MicroAccuracy, "Score");
    }

    [TestMethod]
    public void Corners_of_the_search_space_train()
    {
        PredictionTask task = PredictionTask.Binary("IsPlace");
        IDataView rows = Rows(90, 1);
        SearchSpace space = Contender.Classical(task, Key).Space;
        Func<Hyperparameter, object>[] corners = [h => h.Default, Least, Most];
        foreach (Func<Hyperparameter, object> corner in corners)
        {
            var configuration = new Configuration(space.Select(h => KeyValuePair.Create(h.Name, corner(h))));
            Assert.IsEmpty(space.Check(configuration));
            double accuracy = _ml.BinaryClassification.Evaluate(Fit(task, rows, configuration).Transform(rows), "IsPlace").Accuracy;
            Assert.IsGreaterThan(0.65, accuracy, configuration.ToString());
        }

        static object Least(Hyperparameter h) => h switch { RealHyperparameter real => real.Minimum, IntegerHyperparameter whole => whole.Minimum, _ => false };
        static object Most(Hyperparameter h) => h switch { RealHyperparameter real => real.Maximum, IntegerHyperparameter whole => whole.Maximum, _ => true };
    }

    [TestMethod]
    public void A_comparison_has_it_beside_other_trainers()
    {
        PredictionTask task = PredictionTask.Multiclass("Label");
        AutoML.Comparison result = _ml.Deep().Compare(task, [Contender.Classical(task, Key), Contender.Classical(task, "constant")], Rows(150, 1), new ComparisonOptions { TextColumnNames = ["Text"], Folds = 3 });
        Assert.IsNull(result[Key].Failure);
        Assert.IsFalse(result[Key].IsDeep);
        Assert.IsGreaterThan(result["constant"].Metrics[0].Mean + 0.3, result[Key].Metrics[0].Mean);
    }

    [TestMethod]
    public void AutoML_tries_it_first_on_texts()
    {
        SweepResult result = _ml.Deep().AutoML("IsPlace").WithText("Text").WithMaxTrials(1).Run(Rows(120, 1));
        Assert.AreEqual(Key, result.Split(result.Best).Contender.Key);
        Assert.IsGreaterThan(0.8, result.Best.Metrics["Accuracy"]);
        Assert.IsFalse(PredictionTask.Regression().Classical.Any(t => t.Key == Key));
    }

    [TestMethod]
    public void Columns_of_a_table_are_refused()
    {
        PredictionTask task = PredictionTask.Binary("IsPlace");
        AutoML.Comparison result = _ml.Deep().Compare(task, [Contender.Classical(task, Key), Contender.Classical(task, "constant")], Rows(60, 1), new ComparisonOptions { FeatureColumnNames = ["Text"] });
        StringAssert.Contains(result[Key].Failure!, "NaiveBayesLogisticRegression takes a column of text, but the features are columns of a table.");
    }

    [TestMethod]
    public void Texts_without_words_are_refused()
    {
        PredictionTask task = PredictionTask.Binary("IsPlace");
        IDataView rows = _ml.Data.LoadFromEnumerable([new Question { IsPlace = true }, new Question()]);
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => Fit(task, rows, Configuration.Empty)).Message, "There is no word in any of the training texts.");
    }

    [TestMethod]
    public void Cancelling_ends_it()
    {
        using var source = new CancellationTokenSource();
        PredictionTask task = PredictionTask.Multiclass("Label");
        int read = 0, last = int.MaxValue;
        IDataView rows = _ml.Data.LoadFromEnumerable(Questions(100, 1).Select(question =>
        {
            if (Interlocked.Increment(ref read) == last)
                source.Cancel();
            return question;
        }));
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        read = 0;
        Fit(task, keyed, Configuration.Empty, source.Token);
        // The last row that is read is one of those that go into the cache, before anything is trained.
        (last, read) = (read, 0);
        Assert.Throws<OperationCanceledException>(() => Fit(task, keyed, Configuration.Empty, source.Token));
    }

    private static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

    private static ITransformer Fit(PredictionTask task, IDataView rows, Configuration configuration, CancellationToken cancel = default) => Contender.Classical(task, Key)
        .Create(new TrialContext(new MLContext(1), task, configuration, 1, cancel) { Features = FeatureColumns.Of(rows.Schema, null, [task.LabelColumnName], null, ["Text"]), Threads = 1 }).Fit(rows);

    private void Check(PredictionTask task, Func<IDataView, double> accuracy, string scores)
    {
        IDataView rows = Rows(240, 1), others = Rows(120, 2);
        ITransformer model = Fit(task, rows, Configuration.Empty);
        IDataView scored = model.Transform(others);
        Assert.IsGreaterThan(0.95, accuracy(scored));
        using var file = new MemoryStream();
        _ml.Model.Save(model, rows.Schema, file);
        IDataView loaded = new MLContext().Model.Load(file, out _).Transform(others);
        CollectionAssert.AreEqual(Scores(scored, scores), Scores(loaded, scores));
        // No assembly of ours is asked for.
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.Latin1);
            string text = reader.ReadToEnd();
            Assert.IsFalse(text.Contains("MLNetDeep.Runtime") || text.Contains("MLNetDeep.AutoML") || text.Contains("MLNetDeep,"), entry.FullName);
        }
    }

    private static float[] Scores(IDataView rows, string column) => rows.Schema[column].Type is VectorDataViewType
        ? [.. rows.GetColumn<float[]>(column).SelectMany(s => s)]
        : [.. rows.GetColumn<float>(column)];

    private static LabeledFeatures Random(int rows, int width)
    {
        var random = new Random(3);
        return new LabeledFeatures(width, [.. Enumerable.Range(0, rows).Select(i =>
        {
            bool label = i % 3 == 0;
            return (Enumerable.Range(0, width).Where(f => random.NextDouble() < (label == (f % 2 == 0) ? 0.4 : 0.25)).ToArray(), label);
        })]);
    }

    private IDataView View(LabeledFeatures data, Func<int, float> value)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Example));
        definition[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, data.Width);
        return _ml.Data.LoadFromEnumerable(data.Rows.Select(row => new Example { Label = row.Label, Features = new VBuffer<float>(data.Width, row.Present.Length, Array.ConvertAll(row.Present, f => value(f)), row.Present) }), definition);
    }

    private IDataView Rows(int count, int seed)
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(Questions(count, seed));
        string[] classes = ["number", "person", "place", "never"];
        return _ml.Transforms.Conversion.MapValueToKey("Label", keyData: _ml.Data.LoadFromEnumerable(classes.Select(c => new { Label = c }))).Fit(rows).Transform(rows);
    }

    // What is asked for shows in the first words, and in pairs of words only: "how" and "many" occur everywhere.
    private static IEnumerable<Question> Questions(int count, int seed)
    {
        var random = new Random(seed);
        string[] others = ["the", "was", "many", "how", "first", "of", "city", "?", "in"];
        string[][] first = [["how many"], ["who", "which man"], ["where", "which town"]];
        string[] classes = ["number", "person", "place"];
        for (int i = 0; i < count; i++)
        {
            string[] start = first[i % 3];
            string rest = string.Join(' ', Enumerable.Range(0, random.Next(3, 9)).Select(_ => others[random.Next(others.Length)]));
            yield return new Question { Text = $"{start[random.Next(start.Length)]} {rest.Replace("how many", "how")}", Label = classes[i % 3], IsPlace = i % 3 == 2 };
        }
    }

    private sealed class Question
    {
        public string Text { get; set; } = "";

        public string Label { get; set; } = "";

        public bool IsPlace { get; set; }
    }

    private sealed class Example
    {
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }
}
