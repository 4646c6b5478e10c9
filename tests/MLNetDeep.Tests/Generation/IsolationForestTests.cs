using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Generation;

namespace MLNetDeep.Tests.Generation;

/// <summary>Isolation forests, live and by a saved model.</summary>
[TestClass]
public sealed class IsolationForestTests
{
    private readonly MLContext _ml = new(1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");

    [TestCleanup]
    public void Clean() => File.Delete(_file);

    [TestMethod]
    public void The_mean_depth_of_random_trees_is_the_published_one()
    {
        Assert.AreEqual(0, IsolationForest.MeanDepth(1));
        Assert.AreEqual(1, IsolationForest.MeanDepth(2));
        // 2 (1 + 1/2) - 4/3, by Euler's constant in place of the harmonic number.
        Assert.AreEqual(1.21, IsolationForest.MeanDepth(3), 0.01);
        Assert.AreEqual(10.24, IsolationForest.MeanDepth(256), 0.01);
    }

    [TestMethod]
    public void Scores_of_two_rows_and_of_alike_rows_are_one_half()
    {
        float[] Scores(params float[] values)
        {
            var rows = _ml.Data.LoadFromEnumerable(values.Select(v => new Point { Features = [v, 1] }).ToList());
            using var model = _ml.Deep().AnomalyDetection.IsolationForest(options: new IsolationForestOptions { Seed = 1 }).Fit(rows);
            return [.. model.Transform(rows).GetColumn<float>("Score")];
        }
        foreach (var score in Scores(3, 5)) Assert.AreEqual(0.5f, score, 1e-5f);
        foreach (var score in Scores([.. Enumerable.Repeat(2f, 50)])) Assert.AreEqual(0.5f, score, 1e-5f);
        // One far from many alike ones ends at the first split in every tree that has it.
        var odd = Scores([.. Enumerable.Repeat(2f, 99), 50]);
        Assert.AreEqual(Math.Pow(2, -1 / IsolationForest.MeanDepth(100)), odd[^1], 1e-4);
        Assert.IsLessThan(0.51f, odd[0]);
    }

    [TestMethod]
    public void Points_far_from_all_others_are_anomalies_and_a_saved_model_says_the_same()
    {
        var trainer = _ml.Deep().AnomalyDetection.IsolationForest(options: new IsolationForestOptions { Seed = 3 }, falseAlarmRate: 0.1);
        var train = Points(500, 1, 0);
        using var model = trainer.Fit(train);
        Assert.AreEqual(0.1, model.Transform(train).GetColumn<bool>("PredictedLabel").Average(told => told ? 1.0 : 0), 0.005);
        var test = Points(400, 2, 0.1);
        var scored = model.Transform(test);
        Assert.IsGreaterThan(0.98, _ml.AnomalyDetection.Evaluate(scored, "IsOdd").AreaUnderRocCurve);
        foreach (var (score, told) in scored.GetColumn<float>("Score").Zip(scored.GetColumn<bool>("PredictedLabel"))) Assert.AreEqual(score > model.Threshold, told);
        using var again = trainer.Fit(train);
        CollectionAssert.AreEqual(scored.GetColumn<float>("Score").ToArray(), again.Transform(test).GetColumn<float>("Score").ToArray());
        _ml.Model.Save(model, test.Schema, _file);
        foreach (var loaded in new[] { new MLContext().Model.LoadPlain(_file, out _), new MLContext().Model.LoadForScoring(_file, out _) })
            CollectionAssert.AreEqual(scored.GetColumn<float>("Score").ToArray(), loaded.Transform(test).GetColumn<float>("Score").ToArray());
        Assert.HasCount(0, model.History.Epochs);
        Assert.IsNotNull(_ml.Transforms.CopyColumns("X", "Features").Append(_ml.Deep().AnomalyDetection.IsolationForest("X")).Fit(train).Transform(test).Schema.GetColumnOrNull("Score"));
    }

    [TestMethod]
    public void What_no_forest_can_be_grown_from_is_said()
    {
        var catalog = _ml.Deep().AnomalyDetection;
        var message = Assert.ThrowsExactly<ArgumentException>(() => catalog.IsolationForest(options: new IsolationForestOptions { Trees = 0, SampleSize = 1 })).Message;
        StringAssert.Contains(message, "Trees must be at least 1, but was 0.");
        StringAssert.Contains(message, "SampleSize must be at least 2, but was 1.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => catalog.IsolationForest(falseAlarmRate: 1)).Message, "The false-alarm rate must be at least 0 and below 1, but was 1.");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => catalog.IsolationForest().Fit(Points(1, 1, 0))).Message, "at least 2 are needed, but there is 1.");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => catalog.IsolationForest("Other").Fit(Points(5, 1, 0))).Message, "Could not find feature column 'Other'");
    }

    private IDataView Points(int count, int seed, double odd)
    {
        var random = new Random(seed);
        float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => i < odd * count
            ? new Point { IsOdd = 1, Features = [6 + Normal(), -6 + Normal()] }
            : new Point { Features = [Normal(), Normal()] }).ToList());
    }

    private sealed class Point
    {
        public float IsOdd { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; } = [];
    }
}
