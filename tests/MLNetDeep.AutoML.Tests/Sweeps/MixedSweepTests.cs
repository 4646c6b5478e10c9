using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Sweeps and comparisons over images, texts and a table side by side: networks over several inputs beside trainers of ML.NET's own on one vector of all.</summary>
[TestClass]
public sealed class MixedSweepTests
{
    private static readonly PredictionTask _task = PredictionTask.Binary("IsGood");

    private readonly MLContext _ml = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetdeep-").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Contenders_follow_from_the_kinds()
    {
        DataViewSchema schema = Rows(10).Schema;
        CollectionAssert.AreEqual(new[] { "lightgbm", "lbfgs", "combined" }, Keys(FeatureColumns.Of(schema, ["Price", "Town"], ["IsGood"], null, ["Title"])));
        CollectionAssert.AreEqual(new[] { "lightgbm", "lbfgs", "combined" }, Keys(FeatureColumns.Of(schema, null, ["IsGood"], "Photo", ["Title"])));
        CollectionAssert.AreEqual(new[] { "lightgbm", "lbfgs", "combined", "sentencepair" }, Keys(FeatureColumns.Of(schema, null, ["IsGood"], null, ["Title", "Body"])));
        CollectionAssert.Contains(Keys(FeatureColumns.Of(schema, ["Title"], ["IsGood"], null, ["Title"])), "textcnn");
        CollectionAssert.Contains(Keys(FeatureColumns.Of(schema, ["Photo"], ["IsGood"], "Photo")), "cnn");
    }

    [TestMethod]
    public void Images_texts_and_a_table_are_searched_together_and_the_best_is_saved()
    {
        IDataView rows = Rows(160);
        SweepResult result = _ml.Deep().Sweep(_task).WithImages("Photo").WithText("Title").WithFeatures("Price", "Town").Over(Contender.Deep("combined", Small), Contender.Classical(_task, "lbfgs"))
            .WithMaxTrials(2).WithSeed(1).Run(rows);
        Assert.IsTrue(result.Leaderboard.All(t => t.Reason is null), string.Join('\n', result.Leaderboard.Select(t => t.Reason)));
        CollectionAssert.AreEquivalent(new[] { "combined", "lbfgs" }, result.Leaderboard.Select(t => result.Split(t).Contender.Key).ToArray());
        IDataView test = Rows(80, 2);
        string file = Path.Combine(_folder, "best.zip");
        _ml.Model.Save(result.Model, rows.Schema, file);
        IDataView scored = new MLContext().Model.LoadPlain(file, out _).Transform(test);
        Assert.IsGreaterThan(0.85, _ml.BinaryClassification.EvaluateNonCalibrated(scored, "IsGood").Accuracy);
        foreach (var (live, loaded) in result.Model.Transform(test).GetColumn<float>("Score").Zip(scored.GetColumn<float>("Score")))
            Assert.AreEqual(live, loaded, 1e-3f);
    }

    [TestMethod]
    public void Networks_that_take_something_else_are_failed_trials_that_say_so()
    {
        SweepResult result = _ml.Deep().Sweep(_task).WithText("Title").WithFeatures("Price").Over(Contender.Deep("textcnn"), Contender.Deep("sentencepair"), Contender.Classical(_task, "naivebayes"), Contender.Classical(_task, "lbfgs"))
            .WithMaxTrials(4).WithSeed(1).Run(Rows(80));
        string Reason(string key) => result.Trials.First(t => result.Split(t).Contender.Key == key).Reason ?? "";
        const string Features = "but the features are the text in column 'Title' and column 'Price'.";
        StringAssert.Contains(Reason("textcnn"), $"TextCNN takes text, {Features} Combined takes them.");
        StringAssert.Contains(Reason("sentencepair"), $"takes two columns of text and nothing else, {Features}");
        StringAssert.Contains(Reason("naivebayes"), $"takes a column of text, {Features}");
        Assert.AreEqual("", Reason("lbfgs"));
    }

    [TestMethod]
    public void Two_texts_are_compared_on_the_same_folds()
    {
        AutoML.Comparison result = _ml.Deep().Compare(_task, [Contender.Deep("sentencepair", Small), Contender.Deep("combined", Small), Contender.Classical(_task, "lbfgs"), Contender.Classical(_task, "constant")],
            Rows(120), new ComparisonOptions { TextColumnNames = ["Title", "Body"], Folds = 2 });
        Assert.IsTrue(result.Entries.All(e => e.Failure is null), result.ToMarkdown());
        // The title says it half of the time.
        Assert.IsGreaterThan(0.6, Accuracy(result["combined"]), result.ToMarkdown());
        Assert.IsGreaterThan(0.6, Accuracy(result["lbfgs"]), result.ToMarkdown());
    }

    private static double Accuracy(ComparisonEntry entry) => entry.Folds.Average(fold => fold.Metrics["Accuracy"]);

    private static string[] Keys(FeatureColumns features) => [.. Contenders.Default(_task, features).Select(c => c.Key).Where(key => key != "sdca")];

    private static void Small(TrainerOptions options) => (options.MaxEpochs, options.BatchSize, options.LearningRate, options.Seed) = (8, 16, 0.005, 1);

    // Good are those whose title says so, and of the others those that are cheap and have a light picture.
    private IDataView Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        string Photo(bool isLight, int i)
        {
            string path = Path.Combine(_folder, $"{seed}-{i}.png");
            byte[] pixels = [.. Enumerable.Range(0, 12 * 12 * 4).Select(k => k % 4 == 3 ? byte.MaxValue : (byte)((isLight ? 180 : 20) + random.Next(40)))];
            using MLImage image = MLImage.CreateFromPixels(12, 12, MLPixelFormat.Rgba32, pixels);
            image.Save(path);
            return path;
        }
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            bool isGood = random.Next(2) == 0, isSaid = random.Next(2) == 0;
            return new Listing
            {
                Title = $"a {(!isSaid ? "plain" : isGood ? "lovely" : "broken")} lamp of {random.Next(90)}",
                Body = $"sold {(isGood ? "gladly" : "sadly")} in week {random.Next(50)}",
                Photo = i % 10 == 9 ? "" : Photo(isGood, i),
                Price = (isGood ? 20 : 60) + random.Next(40),
                Town = random.Next(2) == 0 ? "Oslo" : "Kyoto",
                IsGood = isGood,
            };
        }).ToList());
    }

    private sealed class Listing
    {
        public string Title { get; set; } = "";

        public string Body { get; set; } = "";

        public string Photo { get; set; } = "";

        public float Price { get; set; }

        public string Town { get; set; } = "";

        public bool IsGood { get; set; }
    }
}
