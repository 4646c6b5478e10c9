using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Tuners;

/// <summary>What tuners do each on its own.</summary>
[TestClass]
public sealed class TunerTests
{
    private static double[] Score(Configuration c, int number) => [Sweeper.Score(c)];

    [TestMethod]
    public void An_unknown_key_lists_those_that_there_are() => Assert.Contains(
        "There is no tuner 'bayes'; it must be one of auto, random, grid, tpe, gp, cmaes, evolution, nsga2.",
        Assert.Throws<ArgumentException>(() => Tuner.Get("bayes")).Message);

    [TestMethod]
    public void Options_out_of_range_are_told_all_at_once() => Assert.AreEqual(
        "TpeOptions.StartupTrials must be at least 1, but was 0. TpeOptions.Candidates must be at least 1, but was -1.",
        Assert.Throws<ArgumentException>(() => Tuner.Tpe(new() { StartupTrials = 0, Candidates = -1 })).Message);

    [TestMethod]
    public void A_grid_is_gone_through_once_and_then_ends()
    {
        // mlp: 3 rates × 3 layers × (norm true: 3 decays, false: 1); cnn: 3 rates × 3 widths.
        List<Trial> trials = Sweeper.Run(Tuner.Grid(new() { Points = 3 }), Sweeper.Mixed, 1000, Score);
        Assert.HasCount((3 * 3 * 4) + (3 * 3), trials);
        Assert.HasCount(trials.Count, trials.Select(t => t.Configuration).Distinct());
        CollectionAssert.AreEquivalent(new[] { 1e-5, Math.Sqrt(1e-5), 1 }.Select(r => $"{r:G6}").ToArray(), trials.Select(t => $"{t.Configuration["rate"]:G6}").Distinct().ToArray());
    }

    [TestMethod]
    public void Random_draws_log_scales_by_factors()
    {
        List<Trial> trials = Sweeper.Run(Tuner.Random(), Sweeper.Mixed, 400, Score);
        // Half of the factors between 1e-5 and 1 lie below 10^-2.5; a standard deviation is 10.
        Assert.AreEqual(200, trials.Count(t => (double)t.Configuration["rate"] < Math.Pow(10, -2.5)), 45);
        Assert.AreEqual(200, trials.Count(t => (string)t.Configuration["arch"] == "mlp"), 45);
    }

    [TestMethod]
    public void A_portfolio_comes_first_without_what_was_proposed_and_is_told()
    {
        Configuration[] given = [.. new[] { 1, 2, 3 }.Select(k => new Configuration([new("x", 0.5), new("k", k)]))];
        ITuner tuner = Tuner.Portfolio(given, Tuner.Random());
        Trial[] before = [Sweeper.Completed(1, given[1], 1)];
        var second = tuner.ProposeNamed(new(Sweeper.Numbers, Sweeper.Loss, before, 2, 1))!.Value;
        var third = tuner.ProposeNamed(new(Sweeper.Numbers, Sweeper.Loss, [.. before, Sweeper.Completed(2, given[0], 1)], 3, 1))!.Value;
        Assert.AreEqual((given[0], "portfolio"), second);
        Assert.AreEqual((given[2], "portfolio"), third);
        Assert.AreEqual("random", tuner.ProposeNamed(new(Sweeper.Numbers, Sweeper.Loss, [.. given.Select((c, i) => Sweeper.Completed(i + 1, c, 1))], 4, 1))!.Value.ProposedBy);
    }

    [TestMethod]
    public void A_portfolio_of_another_space_is_refused()
    {
        ITuner tuner = Tuner.Portfolio([new Configuration([new("x", 0.5)])], Tuner.Random());
        string message = Assert.Throws<ArgumentException>(() => tuner.Propose(new(Sweeper.Numbers, Sweeper.Loss, [], 1, 1))).Message;
        Assert.Contains("Configuration 1 of the portfolio: 'k' has no value.", message);
    }

    [TestMethod]
    public void Auto_takes_tpe_for_choices_and_gaussian_processes_for_numbers_and_later_cmaes()
    {
        string By(SearchSpace space, int trials, params Objective[] objectives) => Tuner.Auto().ProposeNamed(new(
            space, objectives, [.. Enumerable.Range(1, trials).Select(n => Sweeper.Completed(n, space.Defaults(), [.. objectives.Select(_ => (double)n)]))], trials + 1, 1))!.Value.ProposedBy;
        Assert.AreEqual("auto", By(Sweeper.Mixed, 0, Sweeper.Loss));
        Assert.AreEqual("tpe", By(Sweeper.Mixed, 20, Sweeper.Loss));
        Assert.AreEqual("gp", By(Sweeper.Numbers, 8, Sweeper.Loss));
        Assert.AreEqual("cmaes", By(Sweeper.Numbers, 250, Sweeper.Loss));
        Assert.AreEqual("tpe", By(Sweeper.Numbers, 20, new("A", true), new("B", false)));
    }

    [TestMethod]
    public void Auto_begins_with_the_defaults() => Assert.AreEqual(Sweeper.Mixed.Defaults(), Tuner.Auto().Propose(new(Sweeper.Mixed, Sweeper.Loss, [], 1, 1)));

    [TestMethod]
    [DataRow("tpe"), DataRow("gp"), DataRow("evolution"), DataRow("cmaes")]
    public void Learning_from_trials_beats_chance(string key)
    {
        double Reached(ITuner tuner) => Enumerable.Range(1, 3).Sum(seed => Sweeper.Run(tuner, Sweeper.Numbers, 50, Score, seed).Min(t => t.Values[0]));
        Assert.IsLessThan(Reached(Tuner.Random()), Reached(Tuner.Get(key)));
    }

    [TestMethod]
    [DataRow("tpe"), DataRow("gp"), DataRow("evolution")]
    public void Failing_regions_are_left(string key)
    {
        // Only a quarter of the range works; chance would hit it in 10 of 40.
        List<Trial> trials = [];
        for (int number = 1; number <= 60; number++)
        {
            Configuration next = Tuner.Get(key).Propose(new(Sweeper.Numbers, Sweeper.Loss, trials, number, 3))!;
            bool isGood = (double)next["x"] > 0.5;
            trials.Add(Sweeper.Completed(number, next, isGood ? [Math.Abs((double)next["x"] - 0.75)] : []) with { State = isGood ? TrialState.Completed : TrialState.Failed, ProposedBy = key });
        }
        Assert.IsGreaterThan(20, trials.Skip(20).Count(t => t.State == TrialState.Completed));
    }

    [TestMethod]
    public void A_pruned_trial_counts_with_its_last_report()
    {
        // All good trials were pruned, all bad ones completed: Tpe must still go where the good ones are.
        Trial[] trials = [.. Enumerable.Range(1, 40).Select(n =>
        {
            var configuration = new Configuration([new("x", n % 4 == 0 ? 0.8 : -0.5), new("k", n % 20)]);
            return n % 4 == 0
                ? Sweeper.Completed(n, configuration) with { State = TrialState.Pruned, Reports = [new(0, 1, 9, 0), new(0, 2, 0.1, 0)] }
                : Sweeper.Completed(n, configuration, 1);
        })];
        double[] proposed = [.. Enumerable.Range(41, 20).Select(n => (double)Tuner.Tpe().Propose(new(Sweeper.Numbers, Sweeper.Loss, trials, n, 1))!["x"])];
        Assert.IsGreaterThan(14, proposed.Count(x => x > 0.4));
    }

    [TestMethod]
    public void Nsga2_comes_nearer_to_a_pareto_front_than_chance()
    {
        // f1 = x², f2 = (x − 1)² + y: the front is y = 0 and x from 0 to 1.
        var space = new SearchSpace([new RealHyperparameter("x", -4, 4), new RealHyperparameter("y", 0, 4)]);
        Objective[] objectives = [new("A", false), new("B", false)];
        double[] Values(Configuration c, int n) => [Math.Pow((double)c["x"], 2), Math.Pow((double)c["x"] - 1, 2) + (double)c["y"]];
        int Near(string key) => Sweeper.Run(Tuner.Get(key), space, 150, Values, 1, objectives)
            .Count(t => (double)t.Configuration["x"] is > -0.1 and < 1.1 && (double)t.Configuration["y"] < 0.3);
        Assert.IsGreaterThan(5 * Math.Max(1, Near("random")), Near("nsga2"));
        Assert.IsGreaterThan(5 * Math.Max(1, Near("random")), Near("tpe"));
    }
}
