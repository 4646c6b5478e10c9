using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.AutoML.Tests.Comparisons;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>Sweeps from rows to a saved model.</summary>
[TestClass]
public sealed class SweepTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void Networks_and_classical_trainers_are_searched_together_and_the_best_is_saved_as_an_ordinary_model()
    {
        IDataView rows = SmallSweep.Rows(), others = ComparedRow.Load(SmallSweep.Ml, 300);
        SweepResult result = SmallSweep.Binary(SmallSweep.Boosting(), SmallSweep.Linear(), SmallSweep.Network()).WithTuner(Tuner.Auto()).WithMaxTrials(8).Run(rows);

        Assert.HasCount(8, result.Trials);
        Assert.IsTrue(result.Trials.All(t => t.State == TrialState.Completed), string.Join("; ", result.Trials.Select(t => t.Reason)));
        CollectionAssert.AreEquivalent(new[] { "lbfgs", "lightgbm", "mlp" }, result.Trials.Select(t => (string)t.Configuration["contender"]).Distinct().ToArray());
        Assert.AreEqual(result.Trials.Max(t => t.Values[0]), result.Best.Values[0]);
        Assert.IsGreaterThan(0.8, result.Evaluate(others)["Accuracy"]);
        CollectionAssert.IsSubsetOf(result.Model.Transform(others).Schema.Where(c => !c.IsHidden).Select(c => c.Name).ToArray(),
            others.Schema.Select(c => c.Name).Concat(["Score", "Probability", "PredictedLabel"]).ToArray(), "helper columns are left");

        string file = _folder.File("best.zip");
        SmallSweep.Ml.Model.Save(result.Model, rows.Schema, file);
        AssertSame(result.Model.Transform(others), new MLContext().Model.LoadPlain(file, out _).Transform(others), "Probability");
    }

    [TestMethod]
    [DataRow("IsLarge", "binary")]
    [DataRow("Kind", "multiclass")]
    [DataRow("Value", "regression")]
    public void An_ensemble_is_the_weighted_mean_of_its_members_in_one_zip(string label, string key)
    {
        var task = PredictionTask.Get(key, label);
        IDataView rows = SmallSweep.Rows(300), others = ComparedRow.Load(SmallSweep.Ml, 100);
        Contender[] members = [SmallSweep.Boosting(task), SmallSweep.Network(2)];
        ITransformer[] models = [.. members.Select(m => m.Create(new TrialContext(SmallSweep.Ml, task, Configuration.Empty, 1, default) { Features = FeatureColumns.Of(rows.Schema, ["A", "B"], [label]) }).Fit(rows))];
        ITransformer model = EnsembleModel.Build(SmallSweep.Ml, task, [(models[0], 0.75), (models[1], 0.25)], rows);

        string file = _folder.File("ensemble.zip");
        SmallSweep.Ml.Model.Save(model, rows.Schema, file);
        IDataView scored = new MLContext().Model.LoadPlain(file, out _).Transform(others);
        float[][] parts = [.. models.Select(m => Predictions.Of(m.Transform(others), task).Values)];
        float[] mean = Predictions.Of(scored, task).Values;
        for (int i = 0; i < mean.Length; i++)
            Assert.AreEqual((0.75 * parts[0][i]) + (0.25 * parts[1][i]), mean[i], 1e-4 * Math.Max(1, Math.Abs(mean[i])));
        Assert.IsTrue(task.Evaluate(SmallSweep.Ml, scored).Values.Any(double.IsFinite));
        if (key == "multiclass")
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            scored.Schema["Score"].GetSlotNames(ref names);
            CollectionAssert.AreEqual(new[] { "high", "low", "middle" }, names.DenseValues().Select(n => n.ToString()).Order().ToArray());
        }
    }

    [TestMethod]
    public void The_result_is_an_ensemble_where_that_is_better_on_validation_rows()
    {
        // Each knows one of the two numbers whose sum makes the label.
        Contender Of(string column) => SmallSweep.Own(column, c => c.Context.Transforms.Concatenate("Features", column).Append(c.Context.BinaryClassification.Trainers.LbfgsLogisticRegression("IsLarge")));
        SweepResult result = SmallSweep.Binary(Of("A"), Of("B")).WithTuner(Tuner.Grid()).WithObjectives(new Objective("LogLoss", false)).WithEnsemble(5).WithMaxTrials(2).Run(SmallSweep.Rows(300));
        Assert.AreEqual(1, result.Members.Sum(m => m.Weight), 1e-9);
        CollectionAssert.AreEquivalent(new[] { 1, 2 }, result.Members.Select(m => m.Trial).ToArray());
        Assert.IsLessThan(result.Best.Values[0] - 0.02, result.Evaluate(SmallSweep.Rows(300))["LogLoss"]);
    }

    [TestMethod]
    [DataRow("IsLarge", "binary", typeof(bool))]
    [DataRow("Kind", "multiclass", typeof(uint))]
    [DataRow("Person", "multiclass", typeof(ReadOnlyMemory<char>))]
    [DataRow("Value", "regression", null)]
    public void The_task_is_found_by_the_label(string label, string task, Type? predicted)
    {
        SweepResult result = SmallSweep.Ml.Deep().AutoML(label).Over("lightgbm").WithFeatures("A", "B").WithMaxTrials(1).Run(SmallSweep.Rows());
        Assert.AreEqual(task, result.Task.Key);
        StringAssert.Contains(result.TaskReason, $"'{label}'");
        if (predicted is not null)
            Assert.AreEqual(predicted, result.Model.Transform(SmallSweep.Rows()).Schema["PredictedLabel"].Type.RawType);
        Assert.IsTrue(result.Evaluate(SmallSweep.Rows()).Values.Any(double.IsFinite));
    }

    [TestMethod]
    public void Several_objectives_and_bounds_count()
    {
        Sweep sweep = SmallSweep.Binary(SmallSweep.Boosting()).WithObjectives(new Objective("Accuracy", true), new Objective("ModelMegabytes", false)).WithMaxTrials(3);
        StringAssert.Contains(Assert.Throws<SweepException>(() => sweep.WithConstraint("ModelMegabytes", 1e-6).Run(SmallSweep.Rows())).Message, "keeps all constraints");
        SweepResult result = sweep.WithConstraint("ModelMegabytes", 10).Run(SmallSweep.Rows());
        Assert.IsTrue(result.Trials.All(t => t.Values.Count == 2 && t.Values[1] is > 0 and < 1));
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_trials()
    {
        string Once() => string.Join("; ", SmallSweep.Binary(SmallSweep.Boosting(), SmallSweep.Network()).WithMaxTrials(4).Run(SmallSweep.Rows()).Trials.Select(t => $"{t.Configuration} {t.Values[0]:R}"));
        Assert.AreEqual(Once(), Once());
    }

    [TestMethod]
    public void Chance_is_reported_as_chance()
    {
        var random = new Random(5);
        ComparedRow[] rows = [.. Enumerable.Range(0, 400).Select(_ => new ComparedRow { A = random.NextSingle(), B = random.NextSingle(), IsLarge = random.Next(2) == 0 })];
        IDataView data = SmallSweep.Ml.Data.LoadFromEnumerable(rows);
        SweepResult result = SmallSweep.Binary(SmallSweep.Boosting(), SmallSweep.Linear()).WithMaxTrials(6).Run(SmallSweep.Ml.Data.TakeRows(data, 200));
        Assert.AreEqual(0.5, result.Evaluate(SmallSweep.Ml.Data.SkipRows(data, 200))["Accuracy"], 0.12);
    }

    [TestMethod]
    public void Every_row_is_scored_once_however_many_metrics_there_are()
    {
        int scored = 0;
        IDataView rows = SmallSweep.Rows(100);
        IDataView counted = SmallSweep.Ml.Transforms.CustomMapping<OneNumber, Guess>((from, to) =>
        {
            Interlocked.Increment(ref scored);
            (to.Score, to.Probability, to.PredictedLabel) = (from.A, from.A, from.A > 0.5);
        }, null).Fit(rows).Transform(rows);
        IDataView kept = Scores.Materialize(SmallSweep.Ml, counted, SmallSweep.Task, out long count, out _);
        Assert.AreEqual(100, count);
        SmallSweep.Task.Evaluate(SmallSweep.Ml, kept);
        Assert.AreEqual(100, Predictions.Of(kept, SmallSweep.Task).Rows);
        Assert.AreEqual(100, scored);
    }

    [TestMethod]
    public void Networks_that_are_not_in_the_result_are_let_go()
    {
        // The result is trained anew on all rows: none of those that were measured is in it.
        List<ITransformer> best = [];
        SweepResult result = SmallSweep.Binary(SmallSweep.Network(1)).WithMaxTrials(3).OnBest((_, model) => best.Add(model)).Run(SmallSweep.Rows(100));
        Assert.IsNotEmpty(best);
        foreach (ITransformer model in best)
            Assert.Throws<ObjectDisposedException>(() => model.Transform(SmallSweep.Rows(10)).Preview());
        Assert.IsTrue(result.Evaluate(SmallSweep.Rows(50)).Count > 0);
    }

    [TestMethod]
    public void The_report_of_a_result_is_one_page()
    {
        SweepResult result = SmallSweep.Binary(SmallSweep.Boosting(), SmallSweep.Linear()).WithMaxTrials(3).Run(SmallSweep.Rows());
        string file = _folder.File("report.html");
        result.WriteReport(file, "A & B");
        StringAssert.Contains(File.ReadAllText(file), "A &amp; B");
        Assert.IsNotNull(result.ToDocument().Confusion);
        // What networks report is the accuracy, whatever the objective is.
        SweepDocument byLoss = SmallSweep.Binary(SmallSweep.Linear()).WithObjectives(new Objective("LogLoss", false)).WithMaxTrials(1).Run(SmallSweep.Rows()).ToDocument();
        Assert.AreEqual(("LogLoss", "Accuracy"), (byLoss.Objectives[0].Metric, byLoss.Reported!.Metric));
    }

    private static void AssertSame(IDataView expected, IDataView actual, string column)
    {
        float[] a = [.. expected.GetColumn<float>(column)], b = [.. actual.GetColumn<float>(column)];
        Assert.HasCount(a.Length, b);
        for (int i = 0; i < a.Length; i++)
            Assert.AreEqual(a[i], b[i], 1e-5f);
    }

    private sealed class OneNumber
    {
        public float A { get; set; }
    }

    private sealed class Guess
    {
        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
