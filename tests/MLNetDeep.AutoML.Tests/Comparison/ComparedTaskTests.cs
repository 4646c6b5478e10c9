using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Comparisons;

/// <summary>Every task, with networks and with every classical trainer.</summary>
[TestClass]
public class ComparedTaskTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    [DataRow("binary", "IsLarge", 3)]
    [DataRow("multiclass", "Kind", 3)]
    [DataRow("multilabel", "Tags", 4)]
    [DataRow("regression", "Value", 3)]
    [DataRow("regression", "Both", 3)]
    public void Metrics_that_are_worked_out_row_by_row_are_those_of_the_evaluators(string key, string label, int metrics)
    {
        PredictionTask task = PredictionTask.Get(key, label);
        Contender network = Contender.Deep("mlp", options => (options.MaxEpochs, options.MinSteps) = (1, 1));
        AutoML.Comparison result = _ml.Deep().Compare(task, [network], ComparedRow.Load(_ml, 120), Options);
        ComparisonEntry entry = result["mlp"];
        Assert.IsNull(entry.Failure);
        // An interval is given only where the metric comes out the same both ways on every fold.
        MetricSummary[] withInterval = [.. entry.Metrics.Where(m => m.Interval is not null)];
        Assert.AreEqual(metrics, withInterval.Length, string.Join(", ", entry.Metrics.Select(m => $"{m.Name} {m.Interval}")));
        Assert.IsTrue(withInterval.All(m => m.Interval!.Contains(m.Mean)), string.Join(", ", withInterval.Select(m => $"{m.Name} {m.Mean} {m.Interval}")));
        Assert.IsTrue(entry.IsDeep);
        Assert.AreEqual("mlp", result.Reference);
        Assert.IsFalse(result.ReferenceIsBestClassical);
        Assert.IsGreaterThan(0, entry.SingleRowMicroseconds);
        Assert.IsGreaterThan(1000, entry.ModelBytes!.Value);
    }

    [TestMethod]
    [DataRow("binary", "IsLarge")]
    [DataRow("multiclass", "Kind")]
    [DataRow("regression", "Value")]
    public void Every_classical_trainer_takes_part_and_beats_the_constant(string key, string label)
    {
        // Ensembles of trees for each class take long.
        if (key == "multiclass" && Environment.GetEnvironmentVariable("MLNETDEEP_FULL") != "1")
            Assert.Inconclusive("Slow: set MLNETDEEP_FULL=1 to run it.");
        PredictionTask task = PredictionTask.Get(key, label);
        Contender[] contenders = [.. task.Classical.Where(t => !t.IsForTextOnly).Select(t => Contender.Classical(task, t.Key))];
        var few = new Configuration([KeyValuePair.Create("Trees", (object)40), KeyValuePair.Create("Iterations", (object)10), KeyValuePair.Create("MinimumRowsPerLeaf", (object)5)]);
        AutoML.Comparison result = _ml.Deep().Compare(task, contenders, ComparedRow.Load(_ml, 160),
            Options with { Folds = 2, Configurations = contenders.ToDictionary(c => c.Key, _ => few) });
        Assert.IsTrue(result.Entries.All(e => e.Failure is null), result.ToMarkdown());
        Assert.AreEqual("constant", result.Entries[^1].Key, result.ToMarkdown());
        Assert.AreNotEqual("constant", result.Reference);
        Assert.IsTrue(result.Entries.All(e => e.Metrics[0].Interval is not null), result.ToMarkdown());
        CollectionAssert.Contains(contenders.Select(c => c.Key).ToArray(), "fastforest");
    }

    [TestMethod]
    public void The_constant_of_classes_is_the_most_frequent_one()
    {
        IDataView data = ComparedRow.Load(_ml, 240);
        uint[] labels = [.. Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<uint>(data, "Kind")];
        double share = labels.GroupBy(k => k).Max(g => g.Count()) / 240.0;
        ComparisonEntry entry = Constant(PredictionTask.Multiclass("Kind"), data);
        Assert.AreEqual(share, entry.Metrics[0].Mean, 0.01);
        double entropy = labels.GroupBy(k => k).Sum(g => -g.Count() / 240.0 * Math.Log(g.Count() / 240.0));
        Assert.AreEqual(entropy, entry.Metrics.Single(m => m.Name == "LogLoss").Mean, 0.02);
    }

    [TestMethod]
    public void The_constant_of_numbers_is_the_mean()
    {
        IDataView data = ComparedRow.Load(_ml, 240);
        float[] values = [.. Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<float>(data, "Value")];
        double mean = values.Average(v => (double)v);
        ComparisonEntry entry = Constant(PredictionTask.Regression("Value"), data);
        Assert.AreEqual(0, entry.Metrics.Single(m => m.Name == "RSquared").Mean, 0.03);
        Assert.AreEqual(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), entry.Metrics.Single(m => m.Name == "RootMeanSquaredError").Mean, 0.2);
    }

    [TestMethod]
    public void Groups_stay_together_and_time_goes_forward()
    {
        PredictionTask task = PredictionTask.Binary("IsLarge");
        Contender[] contenders = [Contender.Classical(task, "lbfgs"), Contender.Classical(task, "constant")];
        IDataView data = ComparedRow.Load(_ml, 120);
        AutoML.Comparison grouped = _ml.Deep().Compare(task, contenders, data, Options with { GroupColumnName = "Person" });
        Assert.IsTrue(grouped["lbfgs"].Folds.All(f => f.TestRows % 12 == 0));
        AutoML.Comparison ordered = _ml.Deep().Compare(task, contenders, data, Options with { TimeColumnName = "Day" });
        CollectionAssert.AreEqual(ordered["lbfgs"].Folds.Select(f => f.TrainRows).Order().ToArray(), ordered["lbfgs"].Folds.Select(f => f.TrainRows).ToArray());
        Assert.IsTrue(ordered["lbfgs"].Metrics[0].Interval is not null);
        Assert.Throws<ArgumentException>(() => _ml.Deep().Compare(task, contenders, data, Options with { TimeColumnName = "Day", Repeats = 2 }));
    }

    private static ComparisonOptions Options { get; } = new() { Folds = 3, FeatureColumnNames = ["A", "B"], BootstrapSamples = 200, Threads = 1 };

    private ComparisonEntry Constant(PredictionTask task, IDataView data) => _ml.Deep().Compare(task, [Contender.Classical(task, "constant")], data, Options with { Folds = 5 })["constant"];
}
