using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Comparisons;

/// <summary>Contenders of a comparison that are tuned, each on the training part of each fold.</summary>
[TestClass]
public class TunedComparisonTests
{
    private static readonly string[] _features = ["A", "B"];

    private readonly MLContext _ml = new(1);

    private static PredictionTask Task { get; } = PredictionTask.Binary("IsLarge");

    private static ComparisonOptions Options { get; } = new() { FeatureColumnNames = _features, BootstrapSamples = 100, Threads = 1, Folds = 3, Tuning = new ComparisonTuning { Trials = 4 } };

    [TestMethod]
    public void Tuning_finds_what_the_defaults_have_not()
    {
        // By default it looks at a column that says nothing.
        var columns = new SearchSpace([new ChoiceHyperparameter("Column", ["Nothing", "A"])]);
        Contender choosing = Contender.Of("choosing", columns, c => c.Context.Transforms.Expression("Nothing", "(x) => x * 0f", "B")
            .Append(c.Context.Transforms.Concatenate("Features", (string)(c.Configuration.TryGet("Column", out object? column) ? column : "Nothing")))
            .Append(c.Context.BinaryClassification.Trainers.LbfgsLogisticRegression("IsLarge")));
        IDataView rows = ComparedRow.Load(_ml, 300);
        ComparisonOptions untuned = Options with { Tuning = null };
        Contender[] contenders = [choosing, Contender.Classical(Task, "lbfgs"), Contender.Classical(Task, "constant")];
        AutoML.Comparison plain = _ml.Deep().Compare(Task, contenders, rows, untuned), tuned = _ml.Deep().Compare(Task, contenders, rows, Options with { Configurations = Stated });

        Assert.IsLessThan(0.65, plain["choosing"].Metrics[0].Mean);
        Assert.IsGreaterThan(0.7, tuned["choosing"].Metrics[0].Mean);
        Assert.IsTrue(tuned["choosing"].Folds.All(f => f.Tuning is { Trials: > 1, Failure: null, Value: > 0.6 } tuning && tuning.Configuration["Column"].Equals("A")));
        Assert.IsTrue(tuned["choosing"].IsTuned && tuned["choosing"].TuningSeconds > 0);
        // What is tuned is stated, and what is not with the reason.
        Assert.IsFalse(plain["choosing"].IsTuned || tuned["constant"].IsTuned || tuned["lbfgs"].IsTuned);
        Assert.IsNull(plain.Tuning);
        StringAssert.Contains(tuned.ToMarkdown(), "Tuned: tuner auto, 4 trials at most for each contender on each fold.");
        StringAssert.Contains(tuned.ToMarkdown(), "choosing was tuned on the training part of each fold: ");
        StringAssert.Contains(tuned.ToMarkdown(), "Not tuned: lbfgs (its configuration was stated), constant (it has no hyperparameters).");
        JsonNode fold = JsonNode.Parse(tuned.ToJson())!["entries"]!.AsArray().Single(e => (string?)e!["key"] == "choosing")!["folds"]![0]!;
        Assert.AreEqual("A", (string?)fold["tuning"]!["configuration"]!["Column"]);
    }

    [TestMethod]
    public void Tuning_sees_no_test_row()
    {
        List<ConcurrentDictionary<float, bool>> seen = [];
        Contender spy = Contender.Of("spy", new SearchSpace([new RealHyperparameter("L2", 1e-3, 1, log: true)]), c =>
        {
            var rows = new ConcurrentDictionary<float, bool>();
            seen.Add(rows);
            return c.Context.Transforms.CustomMapping<Number, Copy>((from, to) => rows[to.Copied = from.A] = true, null)
                .Append(c.Context.Transforms.Concatenate("Features", "Copied", "B"))
                .Append(c.Context.BinaryClassification.Trainers.LbfgsLogisticRegression("IsLarge", l2Regularization: (float)(double)c.Configuration["L2"]));
        });
        AutoML.Comparison result = _ml.Deep().Compare(Task, [spy], ComparedRow.Load(_ml, 120), Options);

        ComparisonEntry entry = result["spy"];
        Assert.IsNull(entry.Failure);
        List<HashSet<float>> tests = [];
        int next = 0;
        foreach (ComparisonFold fold in entry.Folds)
        {
            // Behind the trials comes the fit with what they found, which is scored on the test rows too. Trials on folds of the training part make an estimator for each of those.
            int fits = seen.FindIndex(next, rows => rows.Count == 120) - next;
            Assert.IsGreaterThanOrEqualTo(fold.Tuning!.Trials, fits);
            HashSet<float> tuned = [.. seen.Skip(next).Take(fits).SelectMany(rows => rows.Keys)];
            Assert.HasCount(fold.TrainRows, tuned);
            tests.Add([.. seen[next + fits].Keys.Except(tuned)]);
            next += fits + 1;
        }
        Assert.AreEqual(seen.Count, next);
        Assert.HasCount(120, tests.SelectMany(t => t).ToHashSet(), "what tuning does not see is the test part of the fold, each row once");
    }

    [TestMethod]
    public void Where_no_trial_is_completed_the_defaults_are_taken_and_it_is_said()
    {
        int made = 0;
        Contender first = Contender.Classical(Task, "lbfgs");
        Contender shy = Contender.Of("shy", new SearchSpace([new RealHyperparameter("L2", 1e-3, 1, log: true)]), c => made++ % 2 == 0 ? throw new InvalidOperationException("not now") : first.Create(c));
        AutoML.Comparison result = _ml.Deep().Compare(Task, [shy], ComparedRow.Load(_ml, 120), Options with { Tuning = new ComparisonTuning { Trials = 1 } });
        Assert.IsNull(result["shy"].Failure);
        Assert.IsTrue(result["shy"].Folds.All(f => f.Tuning is { Trials: 1, Failure: "not now" } tuning && tuning.Configuration.Equals(Configuration.Empty) && double.IsNaN(tuning.Value)));
        StringAssert.Contains(result.ToMarkdown(), "On 3 of 3 folds no trial of shy was completed, and its defaults were taken: not now");
    }

    [TestMethod]
    public void All_faults_of_tuning_are_told()
    {
        IDataView rows = ComparedRow.Load(_ml, 60);
        string Message(ComparisonTuning tuning) => Assert.Throws<ArgumentException>(() => _ml.Deep().Compare(Task, [Contender.Classical(Task, "lbfgs")], rows, Options with { Tuning = tuning })).Message;
        StringAssert.Contains(Message(new ComparisonTuning()), "Tuning needs a Budget or a number of Trials");
        string message = Message(new ComparisonTuning { Trials = 0, Budget = TimeSpan.Zero, Validation = SweepValidation.On(rows) });
        foreach (string fault in new[] { "Trials of Tuning must be at least 1, but was 0.", "Budget of Tuning must be above 0, but was 00:00:00.", "rows that are given could be test rows" })
            StringAssert.Contains(message, fault);
    }

    private static Dictionary<string, Configuration> Stated => new() { ["lbfgs"] = Configuration.Empty };

    private sealed class Number
    {
        public float A { get; set; }
    }

    private sealed class Copy
    {
        public float Copied { get; set; }
    }
}
