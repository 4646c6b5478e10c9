using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.AutoML.Tests.Comparisons;

namespace MLNetDeep.AutoML.Tests.Sweeps;

/// <summary>What goes wrong in a trial is a row with its reason, and a sweep that is cut short keeps what it has.</summary>
[TestClass]
public sealed class SweepFailureTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void A_trial_that_throws_is_a_row_and_the_sweep_goes_on()
    {
        SweepResult result = SmallSweep.Binary(SmallSweep.Own("broken", _ => throw new InvalidOperationException("no such thing")), SmallSweep.Linear()).WithTuner(Tuner.Grid()).WithMaxTrials(4).Run(SmallSweep.Rows());
        Assert.AreEqual(TrialState.Failed, result.Of("broken").State);
        Assert.AreEqual("no such thing", result.Of("broken").Reason);
        Assert.AreEqual("lbfgs", result.Best.Configuration["contender"]);
    }

    [TestMethod]
    public void Scores_that_are_not_numbers_fail_a_trial_where_ML_NET_would_see_no_error()
    {
        var task = PredictionTask.Regression(nameof(ComparedRow.Value));
        Contender exploded = SmallSweep.Own("exploded", c => c.Context.Transforms.CustomMapping<OneNumber, Exploded>((_, to) => to.Score = float.NaN, null));
        SweepResult result = SmallSweep.Ml.Deep().Sweep(task).Over(exploded, SmallSweep.Boosting(task)).WithFeatures("A", "B").WithTuner(Tuner.Grid()).WithMaxTrials(3).Run(SmallSweep.Rows());
        Assert.AreEqual(TrialState.Failed, result.Of("exploded").State);
        StringAssert.Contains(result.Of("exploded").Reason, "not finite");
        Assert.AreEqual("lightgbm", result.Best.Configuration["contender"]);
    }

    [TestMethod]
    public void A_trial_that_never_ends_is_skipped()
    {
        using var forever = new ManualResetEventSlim();
        Contender endless = SmallSweep.Own("endless", c => new Waiting(c.Context, forever));
        SweepResult result = SmallSweep.Binary(endless, SmallSweep.Linear()).WithTuner(Tuner.Grid()).WithMaxTrials(2).WithTrialTimeout(TimeSpan.FromSeconds(1)).Run(SmallSweep.Rows());
        forever.Set();
        Assert.AreEqual(TrialState.Skipped, result.Of("endless").State);
        StringAssert.Contains(result.Of("endless").Reason, "time");
        Assert.AreEqual(TrialState.Completed, result.Of("lbfgs").State);
    }

    [TestMethod]
    public void A_network_that_runs_out_of_time_keeps_its_best_epoch()
    {
        SweepResult result = SmallSweep.Binary(SmallSweep.Network(100_000)).WithMaxTrials(1).WithTrialTimeout(TimeSpan.FromSeconds(3)).WithRefit(false).Run(SmallSweep.Rows());
        Assert.AreEqual(TrialState.Completed, result.Best.State, result.Best.Reason);
        Assert.IsNotEmpty(result.Best.Reports);
    }

    [TestMethod]
    public void Folds_share_the_time_of_a_network()
    {
        SweepResult result = SmallSweep.Binary(SmallSweep.Network(100_000)).WithMaxTrials(1).WithTrialTimeout(TimeSpan.FromSeconds(6)).WithValidation(SweepValidation.Folds(2)).WithRefit(false).Run(SmallSweep.Rows());
        Assert.AreEqual(TrialState.Completed, result.Best.State, result.Best.Reason);
        CollectionAssert.AreEqual(new[] { 0, 1 }, result.Best.Reports.Select(r => r.Fold).Distinct().ToArray());
    }

    [TestMethod]
    public void A_sweep_that_is_stopped_keeps_the_best_so_far()
    {
        using var stop = new CancellationTokenSource();
        SweepResult result = SmallSweep.Binary(SmallSweep.Linear(), SmallSweep.Boosting()).WithMaxTrials(1000).OnProgress(p =>
        {
            if (p.Trials.Count(t => t.State == TrialState.Completed) == 2)
                stop.Cancel();
        }).Run(SmallSweep.Rows(), stop.Token);
        Assert.HasCount(2, result.Trials.Where(t => t.State == TrialState.Completed).ToList());
        Assert.IsGreaterThan(0.7, result.Evaluate(SmallSweep.Rows())["Accuracy"]);
    }

    [TestMethod]
    public void A_running_trial_is_skipped_when_the_user_says_so()
    {
        var control = new SweepControl();
        Contender network = Contender.Deep("mlp", o =>
        {
            o.MaxEpochs = 100_000;
            o.OnEpoch += _ => control.SkipRunning();
        }).WithSpace(new SearchSpace([]));
        SweepResult result = SmallSweep.Binary(network, SmallSweep.Linear()).WithTuner(Tuner.Grid()).WithMaxTrials(2).WithControl(control).Run(SmallSweep.Rows());
        Assert.AreEqual(TrialState.Skipped, result.Of("mlp").State);
        Assert.AreEqual("Skipped by the user.", result.Of("mlp").Reason);
    }

    [TestMethod]
    public void A_pruner_stops_a_trial_at_its_report()
    {
        SweepResult result = SmallSweep.Binary(SmallSweep.Network(100_000), SmallSweep.Linear()).WithTuner(Tuner.Grid()).WithMaxTrials(3).WithPruner(new AfterTwo()).Run(SmallSweep.Rows());
        Trial pruned = result.Of("mlp");
        Assert.AreEqual(TrialState.Pruned, pruned.State);
        Assert.AreEqual("two reports are enough", pruned.Reason);
        Assert.HasCount(2, pruned.Reports);
    }

    [TestMethod]
    public void Nothing_completed_is_an_error_with_the_reasons()
    {
        SweepException e = Assert.Throws<SweepException>(() => SmallSweep.Binary(SmallSweep.Own("broken", _ => throw new InvalidOperationException("no such thing"))).WithMaxTrials(2).WithTuner(Tuner.Random()).Run(SmallSweep.Rows()));
        StringAssert.Contains(e.Message, "no such thing");
    }

    [TestMethod]
    public void What_cannot_be_is_refused_before_the_first_trial()
    {
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => SmallSweep.Binary(SmallSweep.Linear()).Run(SmallSweep.Rows())).Message, "never end");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => SmallSweep.Ml.Deep().Sweep(SmallSweep.Task).Over("nonsense").WithMaxTrials(1).Run(SmallSweep.Rows())).Message, "lightgbm");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => SmallSweep.Binary(SmallSweep.Linear()).WithFeatures("A", "Nowhere").WithMaxTrials(1).Run(SmallSweep.Rows())).Message, "Nowhere");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => SmallSweep.Ml.Deep().AutoML("Nowhere").WithMaxTrials(1).Run(SmallSweep.Rows())).Message, "Nowhere");
    }

    [TestMethod]
    public void A_stored_sweep_goes_on_where_it_was()
    {
        string store = _folder.File("sweep.db");
        Sweep sweep = SmallSweep.Binary(SmallSweep.Linear(), SmallSweep.Boosting()).StoredIn(store);
        SweepResult first = sweep.WithMaxTrials(3).Run(SmallSweep.Rows());
        SweepResult second = sweep.WithMaxTrials(5).Run(SmallSweep.Rows());
        Assert.HasCount(5, second.Trials);
        CollectionAssert.AreEqual(first.Trials.Select(Whole).ToArray(), second.Trials.Take(3).Select(Whole).ToArray());
        // The best may be a trial of before, whose model is gone: it is trained anew.
        Assert.IsGreaterThan(0.7, second.Evaluate(SmallSweep.Rows())["Accuracy"]);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => sweep.WithSeed(7).WithMaxTrials(6).Run(SmallSweep.Rows()));
        StringAssert.Contains(e.Message, "Seed");
        Assert.AreEqual(1, sweep.WithMaxTrials(6).Work(SmallSweep.Rows()));
        // A worker without limits goes by those that the sweep was run with last: five trials.
        Assert.AreEqual(0, sweep.Work(SmallSweep.Rows()));
        string other = _folder.File("other.db");
        StringAssert.Contains(Assert.Throws<ArgumentException>(() => SmallSweep.Binary(SmallSweep.Linear()).StoredIn(other).Work(SmallSweep.Rows())).Message, "has an end");
    }

    private static string Whole(Trial t) => $"{t.Number} {t.Configuration} {t.State} {t.Values[0]:R} {t.Started:O} {t.Ended:O}";

    private sealed class AfterTwo : IPruner
    {
        public string Name => "two";

        public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective) => trial.Reports.Count >= 2 ? "two reports are enough" : null;
    }

    private sealed class OneNumber
    {
        public float A { get; set; }
    }

    private sealed class Exploded
    {
        public float Score { get; set; }
    }

    private sealed class Waiting(MLContext ml, ManualResetEventSlim signal) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            signal.Wait();
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => ml.Transforms.CopyColumns("Score", "A").GetOutputSchema(inputSchema);
    }
}
