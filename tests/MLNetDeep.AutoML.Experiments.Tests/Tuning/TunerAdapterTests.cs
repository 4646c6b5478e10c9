using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace.Option;
using MLNetDeep.AutoML.Experiments.Tests.Golden;
using MicrosoftRunner = Microsoft.ML.AutoML.ITrialRunner;
using Space = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments.Tests.Tuning;

/// <summary>Tuners of ours in an experiment whose runner is somebody else's.</summary>
[TestClass]
public sealed class TunerAdapterTests
{
    [TestMethod]
    public void A_tuner_is_shown_what_became_of_its_proposals()
    {
        var tuner = new TestTuner(context => context.Space.Draw(_ => context.Number / 10.0));
        var trials = new ExperimentTrials();
        TrialResult best = Experiment(5, s => s.TrialId == 2 ? throw new OperationCanceledException("stop") : Math.Abs(s.Parameter["s"]["x"].AsType<double>() - 0.4))
            .SetDeepTuner(tuner, trials, seed: 7).Run();

        Assert.AreEqual(3, best.TrialSettings.TrialId);
        Assert.AreSequenceEqual([0, 1, 2, 3, 4], tuner.Asked.Select(c => c.Trials.Count));
        Assert.IsTrue(tuner.Asked.All(c => c is { Seed: 7, Objectives: [{ Maximize: false }] }));
        Assert.AreSequenceEqual([TrialState.Completed, TrialState.Completed, TrialState.Failed, TrialState.Completed, TrialState.Completed], trials.All.Select(t => t.State));
        Assert.AreEqual(0.3, tuner.Asked[^1].Trials[0].Values[0], 1e-12);
        Assert.AreEqual("x", tuner.Asked[0].Space[0].Name.Split('.')[1]);
        Assert.AreEqual(4, trials.Best!.Number);
        Assert.IsTrue(trials.All.All(t => t.ProposedBy == "test"));
    }

    [TestMethod]
    public void Where_a_tuner_gives_nothing_throws_or_leaves_the_space_the_experiment_goes_on_at_random()
    {
        var tuner = new TestTuner(context => context.Number switch
        {
            1 => null,
            2 => throw new InvalidOperationException("boom"),
            3 => Configuration.Empty.With("y", 1),
            _ => context.Space.Defaults(),
        });
        var trials = new ExperimentTrials();
        Experiment(4, s => s.Parameter["s"]["x"].AsType<double>()).SetDeepTuner(tuner, trials).Run();

        Assert.AreEqual("random, since test has nothing left to try", trials.All[0].ProposedBy);
        Assert.AreEqual("random, since test failed: boom", trials.All[1].ProposedBy);
        Assert.AreEqual("random, since test proposed what is not of the space: There is no hyperparameter 'y'. 's.x' has no value.", trials.All[2].ProposedBy);
        Assert.AreEqual("test", trials.All[3].ProposedBy);
        Assert.AreEqual(4, trials.All.Select(t => t.Configuration).Distinct().Count());
    }

    [TestMethod]
    public void A_second_run_begins_anew()
    {
        var tuner = new TestTuner(context => context.Space.Defaults());
        var trials = new ExperimentTrials();
        AutoMLExperiment experiment = Experiment(2, _ => 1).SetDeepTuner(tuner, trials);
        experiment.Run();
        experiment.Run();

        Assert.AreSequenceEqual([0, 1, 0, 1], tuner.Asked.Select(c => c.Trials.Count));
        Assert.AreSequenceEqual([1, 2], trials.All.Select(t => t.Number));
    }

    [TestMethod]
    public void Random_draws_stay_in_the_space_and_reach_its_ends()
    {
        var space = new SearchSpace([new IntegerHyperparameter("whole", 1, 3), new IntegerHyperparameter("log", 1, 8, true), new RealHyperparameter("real", 1e-3, 1, true), new ChoiceHyperparameter("choice", ["a", "b"])]);
        Configuration[] drawn = [.. Enumerable.Range(1, 300).Select(n => RandomDraw.Of(new TunerContext(space, [], [], n, 1)))];

        Assert.IsTrue(drawn.All(c => space.Check(c).Count == 0));
        Assert.AreSequenceEqual([1, 2, 3], drawn.Select(c => (int)c["whole"]).Distinct().Order());
        Assert.AreSequenceEqual([1, 2, 3, 4, 5, 6, 7, 8], drawn.Select(c => (int)c["log"]).Distinct().Order());
        Assert.AreEqual(0.5, drawn.Average(c => (double)c["real"] < 0.0316 ? 1 : 0), 0.1);
    }

    private static AutoMLExperiment Experiment(int trials, Func<TrialSettings, double> loss) => new MLContext(1).Auto().CreateExperiment()
        .AddSearchSpace("s", new Space { ["x"] = new UniformDoubleOption(0, 1, false, 0.5) })
        .SetTrialRunner<MicrosoftRunner>(_ => new DelegateRunner((s, _) => Task.FromResult(Cases.Result(s, loss(s)))))
        .SetMaxModelToExplore(trials);
}
