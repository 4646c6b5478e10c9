using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using MLNetDeep.AutoML.Experiments.Tests.Golden;
using MicrosoftRunner = Microsoft.ML.AutoML.ITrialRunner;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Tuning;

/// <summary>Every tuner that MLNetDeep.AutoML has runs a whole experiment: registered means tested.</summary>
[TestClass]
public sealed class EveryTunerTests
{
    private const int Trials = 30, Failing = 3;

    public static IEnumerable<object[]> Keys => Tuner.Keys.Select(key => new object[] { key });

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Every_tuner_of_ours_runs_an_experiment(string key)
    {
        var trials = new ExperimentTrials();
        TrialResult best = Experiment().SetDeepTuner(Tuner.Get(key), trials, seed: 3).Run();

        TestContext.WriteLine($"{key}: best {best.Loss:0.000} by {string.Join(", ", trials.All.Select(t => t.ProposedBy).Distinct())}");
        Assert.HasCount(Trials, trials.All);
        // Where a tuner gives nothing, throws or leaves the space, the experiment goes on at random and says so.
        Assert.IsTrue(trials.All.All(t => t.ProposedBy == Tuner.Get(key).Name), string.Join("; ", trials.All.Select(t => t.ProposedBy).Distinct()));
        Assert.AreEqual(TrialState.Failed, trials.All[Failing].State);
        Assert.AreEqual(Trials - 1, trials.All.Count(t => t.State == TrialState.Completed));
        Assert.AreEqual(trials.Best!.Number - 1, best.TrialSettings.TrialId);
        Assert.AreEqual(best.Loss, trials.Best.Values[0], 1e-12);
        Assert.IsGreaterThan(Trials / 2, trials.All.Select(t => t.Configuration).Distinct().Count());
        // Half of all configurations have a loss above this.
        Assert.IsLessThan(0.6, best.Loss);
    }

    [TestMethod]
    [DataRow("tpe")]
    [DataRow("gp")]
    [DataRow("auto")]
    public void Tuners_that_learn_learn_in_an_experiment_too(string key)
    {
        double Mean(string of) => Enumerable.Range(1, 4).Average(seed => Experiment().SetDeepTuner(Tuner.Get(of), new ExperimentTrials(), seed).Run().Loss);
        Assert.IsLessThan(Mean("random"), Mean(key));
    }

    private static AutoMLExperiment Experiment() => new MLContext(1).Auto().CreateExperiment()
        .AddSearchSpace("s", new Space
        {
            ["x"] = new UniformDoubleOption(0, 1, false, 0.9),
            ["rate"] = new UniformDoubleOption(1e-4, 1, true, 0.5),
            ["count"] = new UniformIntOption(1, 16, false, 12),
            ["kind"] = new ChoiceOption("a", "b", "c"),
        })
        .SetTrialRunner<MicrosoftRunner>(_ => new DelegateRunner((s, _) => Task.FromResult(Cases.Result(s, s.TrialId == Failing ? throw new OperationCanceledException("stop") : Loss(s)))))
        .SetMaxModelToExplore(Trials);

    private static double Loss(TrialSettings settings)
    {
        var values = settings.Parameter["s"];
        double x = values["x"].AsType<double>() - 0.3, rate = Math.Log10(values["rate"].AsType<double>()) + 2, count = values["count"].AsType<int>() - 5;
        return (x * x) + (rate * rate / 8) + (count * count / 100) + (values["kind"].AsType<string>() == "b" ? 0 : 0.3);
    }
}
