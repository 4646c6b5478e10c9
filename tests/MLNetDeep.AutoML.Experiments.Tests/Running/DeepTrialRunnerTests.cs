using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetDeep.AutoML.Experiments.Tests.Golden;
using MLNetDeep.AutoML.Experiments.Tests.Tuning;

namespace MLNetDeep.AutoML.Experiments.Tests.Running;

/// <summary>Whole experiments over small networks, a tree, and stages that go wrong.</summary>
[TestClass]
public sealed class DeepTrialRunnerTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void An_experiment_outlives_what_fails_and_finds_the_best_of_the_rest()
    {
        var tuner = new TestTuner(Parts.ByTurns);
        var trials = new ExperimentTrials();
        var log = new List<string>();
        SweepablePipeline pipeline = Parts.Pipeline(Ml, Parts.Broken(), Parts.Constant(float.NaN), Parts.Network(Ml, "mlp"), Parts.Network(Ml, "tabm"), Parts.Tree());
        TrialResult best = Parts.Experiment(Ml, pipeline, 5).SetDeepTuner(tuner, trials).SetDeepTrialRunner(trials).SetMonitor(new LogMonitor(log)).Run();

        Assert.AreSequenceEqual([TrialState.Failed, TrialState.Failed, TrialState.Completed, TrialState.Completed, TrialState.Completed], trials.All.Select(t => t.State));
        Assert.AreEqual("It is broken.", trials.All[0].Reason);
        StringAssert.StartsWith(trials.All[1].Reason, "The score is NaN or infinite in ");
        Assert.Contains("monitor.Fail 0 TrialFailedException: Trial 0: It is broken.", log);
        Assert.AreEqual(trials.All.Where(t => t.State == TrialState.Completed).Min(t => t.Values[0]), best.Loss);
        Assert.AreEqual(best.TrialSettings.TrialId + 1, trials.Best!.Number);
        Assert.IsLessThan(0.5, best.Loss, "the deviation of the label is 1.04");
        Assert.IsGreaterThan(0, best.DurationInMilliseconds);

        Assert.HasCount(5, tuner.Asked);
        Assert.AreSequenceEqual(["_SCHEMA_", "e3.LearningRate", "e4.LearningRate", "e5.Leaves"], tuner.Asked[0].Space.Select(h => h.Name));
        Assert.AreEqual("_SCHEMA_=e0 * e3, e3.LearningRate=0.02", trials.All[2].Configuration.ToString());
        Assert.AreSequenceEqual([1, 2, 3, 4, 5, 6], trials.All[2].Reports.Select(r => r.Step));
        Assert.IsEmpty(trials.All[4].Reports, "trees report nothing");
        Assert.AreEqual(best.Loss, Ml.Regression.Evaluate(best.Model.Transform(Ml.Data.TrainTestSplit(Parts.Rows(Ml), 0.25, seed: 1).TestSet)).RootMeanSquaredError, 1e-9);
    }

    [TestMethod]
    public void With_the_tuner_of_the_library_too_and_a_monitor_for_none()
    {
        var trials = new ExperimentTrials();
        TrialResult best = Parts.Experiment(Ml, Parts.Pipeline(Ml, Parts.Tree()), 2, RegressionMetric.RSquared).SetDeepTrialRunner(trials).Run();

        Assert.AreEqual(-best.Metric, best.Loss);
        Assert.IsGreaterThan(0.3, best.Metric);
        Assert.AreEqual(best.Metric, trials.Best!.Values[0]);
        Assert.IsTrue(trials.All.All(t => t.ProposedBy == "experiment" && t.Configuration.TryGet("e1.Leaves", out _)));
    }

    [TestMethod]
    public void Where_nothing_succeeds_the_experiment_says_so_at_its_end_and_the_trials_say_why()
    {
        var trials = new ExperimentTrials();
        AutoMLExperiment experiment = Parts.Experiment(Ml, Parts.Pipeline(Ml, Parts.Broken(), Parts.Constant(float.NaN)), 3)
            .SetDeepTuner(new TestTuner(Parts.ByTurns), trials).SetDeepTrialRunner(trials);

        Assert.ThrowsExactlyAsync<TimeoutException>(() => experiment.RunAsync()).GetAwaiter().GetResult();
        Assert.HasCount(3, trials.All);
        Assert.IsNull(trials.Best);
    }

    [TestMethod]
    public void A_metric_that_is_no_number_is_a_failure()
    {
        var trials = new ExperimentTrials();
        IDataView one = Ml.Data.LoadFromEnumerable([new Parts.Row { Label = 2 }]);
        AutoMLExperiment experiment = Ml.Auto().CreateExperiment().SetPipeline(Parts.Pipeline(Ml, Parts.Constant(1))).SetDataset(Parts.Rows(Ml), one)
            .SetRegressionMetric(RegressionMetric.RSquared).SetMaxModelToExplore(1).SetDeepTrialRunner(trials);

        Assert.ThrowsExactlyAsync<TimeoutException>(() => experiment.RunAsync()).GetAwaiter().GetResult();
        StringAssert.StartsWith(trials.All[0].Reason, "RSquared is ");
    }

    [TestMethod]
    public void A_pruned_network_stops_and_the_next_one_runs()
    {
        var trials = new ExperimentTrials();
        var pruner = new TestPruner((trial, all, objective) => all.Count == 1 && trial.Reports.Count == 2 ? $"{objective.Metric} was enough" : null);
        TrialResult best = Parts.Experiment(Ml, Parts.Pipeline(Ml, Parts.Network(Ml, "mlp")), 2)
            .SetDeepTuner(new TestTuner(Parts.ByTurns), trials).SetDeepTrialRunner(trials, pruner).Run();

        Assert.AreEqual(1, best.TrialSettings.TrialId);
        Assert.AreEqual(TrialState.Pruned, trials.All[0].State);
        Assert.AreEqual("RootMeanSquaredError was enough", trials.All[0].Reason);
        Assert.HasCount(2, trials.All[0].Reports);
        Assert.HasCount(6, trials.All[1].Reports);
        Assert.AreEqual(trials.All[0].Reports[0].Value, trials.All[1].Reports[0].Value, "the same seed and options");
    }

    [TestMethod]
    public async Task A_network_that_was_cancelled_counts_with_the_epochs_it_ended()
    {
        using var cancel = new CancellationTokenSource();
        var trials = new ExperimentTrials();
        var pruner = new TestPruner((trial, _, _) =>
        {
            if (trial.Reports.Count == 3)
                cancel.Cancel();
            return null;
        });
        TrialResult best = await Parts.Experiment(Ml, Parts.Pipeline(Ml, Parts.Network(Ml, "mlp", maxEpochs: 500)), 9).SetDeepTrialRunner(trials, pruner).RunAsync(cancel.Token);

        Assert.AreEqual(0, best.TrialSettings.TrialId);
        Assert.IsNotNull(best.Model);
        Assert.HasCount(1, trials.All);
        Assert.IsLessThan(10, trials.All[0].Reports.Count);
    }

    [TestMethod]
    public void Folds_are_averaged_and_cancelled_between()
    {
        var trials = new ExperimentTrials();
        TrialResult best = Ml.Auto().CreateExperiment().SetPipeline(Parts.Pipeline(Ml, Parts.Network(Ml, "mlp", maxEpochs: 2))).SetDataset(Parts.Rows(Ml), 3)
            .SetRegressionMetric(RegressionMetric.MeanAbsoluteError).SetMaxModelToExplore(1).SetDeepTrialRunner(trials).Run();

        Assert.AreSequenceEqual([0, 0, 1, 1, 2, 2], trials.All[0].Reports.Select(r => r.Fold));
        Assert.AreEqual(best.Loss, trials.All[0].Metrics["MeanAbsoluteError"]);
        Assert.HasCount(200, best.Model.Transform(Parts.Rows(Ml)).GetColumn<float>("Score").ToArray());

        using var cancel = new CancellationTokenSource();
        var pruner = new TestPruner((_, _, _) =>
        {
            cancel.Cancel();
            return null;
        });
        AutoMLExperiment cancelled = Ml.Auto().CreateExperiment().SetPipeline(Parts.Pipeline(Ml, Parts.Network(Ml, "mlp", maxEpochs: 2))).SetDataset(Parts.Rows(Ml), 3)
            .SetRegressionMetric(RegressionMetric.MeanAbsoluteError).SetMaxModelToExplore(1).SetDeepTrialRunner(trials, pruner);
        Assert.ThrowsExactlyAsync<TimeoutException>(() => cancelled.RunAsync(cancel.Token)).GetAwaiter().GetResult();
        Assert.AreEqual(TrialState.Skipped, trials.All[0].State);
        Assert.IsTrue(trials.All[0].Reports.All(r => r.Fold == 0));
    }

    [TestMethod]
    public void What_is_missing_is_said_all_at_once()
    {
        AutoMLExperiment experiment = Ml.Auto().CreateExperiment().SetDeepTuner(new TestTuner(Parts.ByTurns)).SetDeepTrialRunner();
        string message = Assert.ThrowsExactlyAsync<InvalidOperationException>(() => experiment.RunAsync()).GetAwaiter().GetResult().Message;
        Assert.AreEqual("SetDeepTrialRunner needs, before the run: SetPipeline; SetDataset; SetRegressionMetric, SetBinaryClassificationMetric or SetMulticlassClassificationMetric.", message);
    }

    private sealed class TestPruner(Func<Trial, IReadOnlyList<Trial>, Objective, string?> judge) : IPruner
    {
        public string Name => "test";

        public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective) => judge(trial, trials, objective);
    }
}
