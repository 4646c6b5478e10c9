using System.Text.Json.Nodes;
using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Comparisons;

[TestClass]
public class CompareTests
{
    private static readonly string[] _features = ["A", "B"];

    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void A_better_contender_is_called_significantly_better_than_chance()
    {
        PredictionTask task = PredictionTask.Binary("IsLarge");
        AutoML.Comparison result = Compare(task, ["constant", "lbfgs"], 300);

        Assert.AreEqual("lbfgs", result.Reference);
        Assert.IsTrue(result.ReferenceIsBestClassical);
        ComparisonEntry best = result.Entries[0], chance = result["constant"];
        Assert.AreEqual((ComparisonVerdict.Reference, "lbfgs"), (best.Verdict, best.Key));
        Assert.AreEqual((ComparisonVerdict.SignificantlyWorse, "significantly worse"), (chance.Verdict, chance.VerdictText));
        Assert.IsLessThan(0.01, chance.Difference!.AdjustedTTestPValue);
        Assert.IsGreaterThan(0.99, chance.Difference.ProbabilityWorse);
        Assert.IsLessThan(-0.1, chance.Difference.Interval!.High);
        Assert.IsGreaterThan(0.8, best.Metrics[0].Mean);
        Assert.IsTrue(best.Metrics[0].Interval!.Contains(best.Metrics[0].Mean));
        Assert.AreEqual(0.5, chance.Metrics.Single(m => m.Name == "AreaUnderRocCurve").Mean, 1e-9);
    }

    [TestMethod]
    public void Equals_have_no_significant_difference()
    {
        PredictionTask task = PredictionTask.Regression("Value");
        Contender first = Contender.Classical(task, "sdca");
        Contender second = Contender.Of("again", null, first.Create);
        AutoML.Comparison result = _ml.Deep().Compare(task, [first, second], ComparedRow.Load(_ml, 200), Options with { Reference = "sdca" });

        ComparisonEntry again = result["again"];
        Assert.AreEqual(ComparisonVerdict.NoSignificantDifference, again.Verdict);
        StringAssert.StartsWith(again.VerdictText, "no significant difference");
        StringAssert.Contains(result.ToMarkdown(), "no significant difference");
        Assert.AreEqual(0, again.Difference!.Mean, 0.02);
    }

    [TestMethod]
    public void Labels_by_chance_have_no_winner()
    {
        PredictionTask task = PredictionTask.Binary("IsLarge");
        Contender[] contenders = [Contender.Classical(task, "lbfgs"), Contender.Classical(task, "perceptron"), Contender.Classical(task, "constant")];
        AutoML.Comparison result = _ml.Deep().Compare(task, contenders, ComparedRow.Load(_ml, 200, noise: 1000),
            Options with { Metric = "AreaUnderRocCurve", Reference = "constant" });
        foreach (ComparisonEntry entry in result.Entries.Where(e => e.Key != "constant"))
        {
            Assert.AreEqual(ComparisonVerdict.NoSignificantDifference, entry.Verdict, result.ToMarkdown());
            Assert.IsTrue(entry.Metrics[0] is { Name: "AreaUnderRocCurve", Interval: { } interval } && interval.Contains(0.5), result.ToMarkdown());
        }
        Assert.IsFalse(result.ReferenceIsBestClassical);
    }

    [TestMethod]
    public void Figures_of_costs_are_measured()
    {
        AutoML.Comparison result = Compare(PredictionTask.Binary("IsLarge"), ["lbfgs"], 300);
        ComparisonEntry entry = result["lbfgs"];
        Assert.IsGreaterThan(0, entry.TrainingSeconds);
        Assert.IsInRange(0.01, 1e4, entry.ScoringMicrosecondsPerRow);
        Assert.IsInRange(0.01, 1e5, entry.SingleRowMicroseconds);
        Assert.IsGreaterThan(20_000_000, entry.PeakMemoryBytes);
        Assert.IsGreaterThanOrEqualTo(0, entry.MemoryGrowthBytes);
        Assert.IsInRange(1_000, 10_000_000, entry.ModelBytes!.Value);
        Assert.AreEqual(300, entry.Folds.Sum(f => f.TestRows));
        Assert.IsTrue(entry.Folds.All(f => f.TrainRows + f.TestRows == 300));
    }

    [TestMethod]
    public void A_contender_that_fails_is_an_entry_with_its_reason()
    {
        PredictionTask task = PredictionTask.Regression("Value");
        Contender broken = Contender.Of("broken", null, _ => throw new InvalidOperationException("It has no motor."));
        Contender exploded = Contender.Of("exploded", null, context => context.Context.Transforms.CustomMapping<Nothing, NoNumber>((_, to) => to.Score = float.NaN, null));
        AutoML.Comparison result = _ml.Deep().Compare(task, [broken, exploded, Contender.Classical(task, "sdca")], ComparedRow.Load(_ml, 100), Options);

        Assert.AreEqual("sdca", result.Reference);
        StringAssert.Contains(result["broken"].Failure!, "fold 1 of 5: It has no motor.");
        StringAssert.Contains(result["exploded"].Failure!, "not finite");
        Assert.AreEqual((ComparisonVerdict.NotCompared, "failed"), (result["exploded"].Verdict, result["exploded"].VerdictText));
        Assert.AreEqual("sdca", result.Entries[0].Key);
        StringAssert.Contains(result.ToString(), "exploded failed: fold 1 of 5");
    }

    [TestMethod]
    public void Without_its_reference_nothing_is_compared()
    {
        PredictionTask task = PredictionTask.Regression("Value");
        Contender broken = Contender.Of("broken", null, _ => throw new InvalidOperationException("It has no motor."));
        AutoML.Comparison result = _ml.Deep().Compare(task, [broken, Contender.Classical(task, "sdca")], ComparedRow.Load(_ml, 60), Options with { Reference = "broken" });
        Assert.IsNull(result.Reference);
        Assert.AreEqual((ComparisonVerdict.NotCompared, "not compared: the reference failed"), (result["sdca"].Verdict, result["sdca"].VerdictText));
        StringAssert.Contains(result.ToMarkdown(), "| sdca");
    }

    [TestMethod]
    public void Where_every_contender_fails_there_is_no_reference()
    {
        Contender broken = Contender.Of("broken", null, _ => throw new InvalidOperationException("It has no motor."));
        AutoML.Comparison result = _ml.Deep().Compare(PredictionTask.Regression("Value"), [broken], ComparedRow.Load(_ml, 100), Options);
        Assert.IsNull(result.Reference);
        Assert.IsNull(result.Metric);
        StringAssert.Contains(result.ToMarkdown(), "broken failed");
        Assert.IsNull(JsonNode.Parse(result.ToJson())!["ropeWidth"]);
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_figures_whatever_stands_beside()
    {
        PredictionTask task = PredictionTask.Multiclass("Kind");
        ComparisonEntry alone = Compare(task, ["perceptron"], 150)["perceptron"];
        ComparisonEntry beside = Compare(task, ["constant", "perceptron"], 150)["perceptron"];
        CollectionAssert.AreEqual(alone.Folds.Select(f => f.Metrics["LogLoss"]).ToArray(), beside.Folds.Select(f => f.Metrics["LogLoss"]).ToArray());
        Assert.AreEqual(alone.Metrics[0], beside.Metrics[0]);
    }

    [TestMethod]
    public void Repeats_share_out_the_rows_anew()
    {
        PredictionTask task = PredictionTask.Binary("IsLarge");
        AutoML.Comparison result = _ml.Deep().Compare(task, [Contender.Classical(task, "lbfgs")], ComparedRow.Load(_ml, 100), Options with { Repeats = 3, Folds = 4 });
        ComparisonEntry entry = result["lbfgs"];
        Assert.AreEqual(12, entry.Folds.Count);
        Assert.IsGreaterThan(1, entry.Folds.GroupBy(f => f.Repeat).Select(g => string.Join(",", g.Select(f => f.Metrics["LogLoss"]))).Distinct().Count());
        Assert.IsTrue(entry.Metrics[0].Interval!.Contains(entry.Metrics[0].Mean));
    }

    [TestMethod]
    public void Json_has_every_figure()
    {
        JsonNode json = JsonNode.Parse(Compare(PredictionTask.Regression("Value"), ["constant", "sdca"], 100).ToJson())!;
        Assert.AreEqual("regression", (string)json["task"]!);
        Assert.AreEqual("sdca", (string)json["reference"]!);
        JsonNode constant = json["entries"]![1]!;
        Assert.AreEqual("SignificantlyWorse", (string)constant["verdict"]!);
        Assert.IsLessThan(0, (double)constant["difference"]!["interval"]![1]!);
        Assert.AreEqual(5, constant["folds"]!.AsArray().Count);
        Assert.IsGreaterThan(0, (double)constant["folds"]![4]!["metrics"]!["RootMeanSquaredError"]!);
    }

    [TestMethod]
    public void Progress_tells_every_fit()
    {
        var told = new Told();
        PredictionTask task = PredictionTask.Binary("IsLarge");
        Contender[] contenders = [Contender.Classical(task, "lbfgs"), Contender.Of("broken", null, _ => throw new InvalidOperationException("no"))];
        _ml.Deep().Compare(task, contenders, ComparedRow.Load(_ml, 60), Options with { Folds = 3, Progress = told });
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 6 }, told.All.Select(p => p.FitsDone).ToArray());
        Assert.IsTrue(told.All.Take(3).All(p => p.Value is > 0 and <= 1 && p is { FitsInAll: 6, Metric: "Accuracy", Failure: null }));
        StringAssert.Contains(told.All[3].Failure!, "no");
    }

    [TestMethod]
    public void Cancelling_ends_it()
    {
        using var source = new CancellationTokenSource();
        var told = new Told { Then = source.Cancel };
        PredictionTask task = PredictionTask.Binary("IsLarge");
        Assert.Throws<OperationCanceledException>(() => _ml.Deep().Compare(task, [Contender.Classical(task, "lbfgs")], ComparedRow.Load(_ml, 60),
            Options with { Progress = told, CancellationToken = source.Token }));
        Assert.AreEqual(1, told.All.Count);
    }

    [TestMethod]
    public void All_faults_are_told_at_once()
    {
        PredictionTask task = PredictionTask.Binary("IsLarge");
        Contender one = Contender.Classical(task, "lbfgs");
        var wrong = new ComparisonOptions { Folds = 1, Repeats = 0, Rope = -1, Significance = 1, BootstrapSamples = 5, Reference = "sdca" };
        string message = Assert.Throws<ArgumentException>(() => _ml.Deep().Compare(task, [one, one], ComparedRow.Load(_ml, 60), wrong)).Message;
        foreach (string fault in new[] { "several contenders 'lbfgs'", "Folds must be at least 2, but was 1.", "Repeats must be at least 1, but was 0.", "Rope must be at least 0, but was -1.",
            "Significance must be between 0 and 1, but was 1.", "BootstrapSamples must be at least 100, but was 5.", "There is no contender 'sdca'; they are lbfgs, lbfgs." })
            StringAssert.Contains(message, fault);
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => _ml.Deep().Compare(task, [one], ComparedRow.Load(_ml, 60), Options with { Metric = "Beauty" })).Message,
            "Metric must be one of Accuracy, AreaUnderRocCurve");
    }

    private static ComparisonOptions Options { get; } = new() { FeatureColumnNames = _features, BootstrapSamples = 400, Threads = 1 };

    private AutoML.Comparison Compare(PredictionTask task, string[] keys, int rows) =>
        _ml.Deep().Compare(task, [.. keys.Select(key => Contender.Classical(task, key))], ComparedRow.Load(_ml, rows), Options);

    private sealed class Told : IProgress<ComparisonProgress>
    {
        public List<ComparisonProgress> All { get; } = [];

        public Action? Then { get; init; }

        public void Report(ComparisonProgress value)
        {
            All.Add(value);
            Then?.Invoke();
        }
    }

    private sealed class Nothing
    {
        public float A { get; set; }
    }

    private sealed class NoNumber
    {
        public float Score { get; set; }
    }
}
