using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>A sweep over a column of text: networks for text beside trainers of ML.NET's own on its n-grams.</summary>
[TestClass]
public sealed class TextSweepTests
{
    [TestMethod]
    public void Networks_and_trainers_of_n_grams_search_together_and_the_best_is_saved()
    {
        var ml = new MLContext(1);
        IDataView rows = ml.Data.LoadFromEnumerable(Reviews(240));
        SweepResult result = ml.Deep().Sweep(PredictionTask.Binary("IsGood")).WithText("Text").Over(Contender.Deep("textcnn", Small), Contender.Classical(PredictionTask.Binary("IsGood"), "lbfgs"))
            .WithMaxTrials(4).WithSeed(1).Run(rows);
        Assert.IsTrue(result.Leaderboard.All(t => t.Reason is null), string.Join('\n', result.Leaderboard.Select(t => t.Reason)));
        CollectionAssert.IsSubsetOf(new[] { "textcnn", "lbfgs" }, result.Leaderboard.Select(t => result.Split(t).Contender.Key).ToArray());
        string file = Path.GetTempFileName();
        try
        {
            ml.Model.Save(result.Model, rows.Schema, file);
            IDataView scored = new MLContext().Model.LoadPlain(file, out _).Transform(ml.Data.LoadFromEnumerable(Reviews(100, 2)));
            Assert.IsGreaterThan(0.9, ml.BinaryClassification.EvaluateNonCalibrated(scored, "IsGood").Accuracy);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void A_network_of_another_kind_is_a_failed_trial_that_says_so()
    {
        var ml = new MLContext(1);
        SweepResult result = ml.Deep().Sweep(PredictionTask.Binary("IsGood")).WithText("Text").Over(Contender.Deep("mlp"), Contender.Classical(PredictionTask.Binary("IsGood"), "lbfgs"))
            .WithMaxTrials(4).WithSeed(1).Run(ml.Data.LoadFromEnumerable(Reviews(120)));
        StringAssert.Contains(result.Trials.First(t => result.Split(t).Contender.Key == "mlp").Reason!, "takes table, but the features are the text in column 'Text'");
    }

    private static void Small(TrainerOptions options)
    {
        var small = (TextCnnOptions)options;
        (small.MaxEpochs, small.BatchSize, small.MinTokenCount) = (4, 16, 1);
    }

    private static IEnumerable<Review> Reviews(int count, int seed = 1)
    {
        var random = new Random(seed);
        string[] others = ["the", "film", "was", "plot", "and", "music", ",", ".", "again"];
        for (int i = 0; i < count; i++)
        {
            List<string> words = [.. Enumerable.Range(0, random.Next(3, 12)).Select(_ => others[random.Next(others.Length)])];
            words.Insert(random.Next(words.Count + 1), i % 2 == 0 ? "great" : "dull");
            yield return new Review { Text = string.Join(' ', words), IsGood = i % 2 == 0 };
        }
    }

    private sealed class Review
    {
        public string Text { get; set; } = "";

        public bool IsGood { get; set; }
    }
}
