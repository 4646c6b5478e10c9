using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Tuners;

/// <summary>What every tuner of the registry must do, whatever it is good at.</summary>
[TestClass]
public sealed class TunerContractTests
{
    private const int Trials = 60;

    public static IEnumerable<object[]> Keys => Tuner.Keys.Select(key => new object[] { key });

    private static double[] Score(Configuration c, int number) => [Sweeper.Score(c)];

    [TestMethod, DynamicData(nameof(Keys))]
    public void It_is_found_by_its_own_name(string key) => Assert.AreEqual(key, Tuner.Get(key).Name);

    [TestMethod, DynamicData(nameof(Keys))]
    public void Proposals_are_of_the_space_and_new(string key)
    {
        // The runner checks each proposal.
        foreach (SearchSpace space in new[] { Sweeper.Mixed, Sweeper.Numbers })
        {
            List<Trial> trials = Sweeper.Run(Tuner.Get(key), space, Trials, Score);
            Assert.AreEqual(trials.Count, trials.Select(t => t.Configuration).Distinct().Count());
            Assert.IsGreaterThan(20, trials.Count);
        }
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void The_same_seed_and_trials_give_the_same_proposals_to_a_new_tuner(string key)
    {
        List<Trial> first = Sweeper.Run(Tuner.Get(key), Sweeper.Mixed, Trials, Score);
        for (int count = 5; count < first.Count; count += 13)
        {
            var context = new TunerContext(Sweeper.Mixed, Sweeper.Loss, first[..count], count + 1, 1);
            Assert.AreEqual(first[count].Configuration, Tuner.Get(key).Propose(context), $"after {count} trials");
        }
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void Another_seed_gives_other_proposals(string key)
    {
        if (key == "grid")
            return;
        IEnumerable<Configuration> Of(int seed) => Sweeper.Run(Tuner.Get(key), Sweeper.Mixed, 12, Score, seed).Select(t => t.Configuration);
        Assert.IsFalse(Of(1).SequenceEqual(Of(2)));
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void A_space_of_a_single_configuration_is_no_trap(string key)
    {
        var space = new SearchSpace([new RealHyperparameter("rate", 0.1, 0.1, log: true), new IntegerHyperparameter("k", 3, 3), new ChoiceHyperparameter("c", ["a"])]);
        List<Trial> trials = Sweeper.Run(Tuner.Get(key), space, 15, (_, _) => [1]);
        Assert.HasCount(1, trials.Select(t => t.Configuration).Distinct());
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void A_space_without_hyperparameters_is_no_trap(string key) =>
        Assert.AreEqual(Configuration.Empty, Sweeper.Run(Tuner.Get(key), new SearchSpace([]), 12, (_, _) => [1])[0].Configuration);

    [TestMethod, DynamicData(nameof(Keys))]
    public void Failed_trials_alone_do_not_stop_it(string key)
    {
        List<Trial> trials = [];
        for (int number = 1; number <= Trials && Tuner.Get(key).Propose(new(Sweeper.Mixed, Sweeper.Loss, trials, number, 1)) is { } next; number++)
            trials.Add(Sweeper.Completed(number, next) with { State = TrialState.Failed, ProposedBy = key, Reason = "out of memory" });
        Assert.IsGreaterThan(20, trials.Count);
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void Values_that_are_no_numbers_are_bad_ones(string key)
    {
        List<Trial> trials = Sweeper.Run(Tuner.Get(key), Sweeper.Numbers, Trials, (c, n) =>
            [n % 3 == 0 ? double.NaN : n % 7 == 0 ? double.NegativeInfinity : Sweeper.Score(c)]);
        Assert.IsGreaterThan(20, trials.Count);
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void Trials_in_flight_are_not_proposed_again(string key)
    {
        List<Trial> trials = Sweeper.Run(Tuner.Get(key), Sweeper.Numbers, 30, Score);
        for (int i = 0; i < 8; i++)
        {
            int number = trials.Count + 1;
            if (Tuner.Get(key).Propose(new(Sweeper.Numbers, Sweeper.Loss, trials, number, 1)) is { } next)
                trials.Add(Sweeper.Completed(number, next) with { State = i % 2 == 0 ? TrialState.Running : TrialState.Waiting, ProposedBy = key });
        }
        Assert.IsGreaterThan(key == "grid" ? 24 : 37, trials.Count);
        Assert.AreEqual(trials.Count, trials.Select(t => t.Configuration).Distinct().Count());
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void Two_objectives_and_a_constraint_are_taken(string key)
    {
        List<Trial> trials = [];
        Objective[] objectives = [new("Accuracy", true), new("Seconds", false)];
        for (int number = 1; number <= Trials && Tuner.Get(key).Propose(new(Sweeper.Mixed, objectives, trials, number, 1)) is { } next; number++)
            trials.Add(Sweeper.Completed(number, next, -Sweeper.Score(next), (double)next["rate"]) with { ProposedBy = key, Violations = [(number % 4) - 2] });
        Assert.IsGreaterThan(20, trials.Count);
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void A_flat_metric_does_not_make_it_repeat_itself(string key)
    {
        var space = new SearchSpace([new IntegerHyperparameter("k", 1, 5), new ChoiceHyperparameter("c", ["a", "b", "c", "d"])]);
        List<Trial> trials = Sweeper.Run(Tuner.Get(key), space, 20, (_, _) => [0.5]);
        Assert.HasCount(20, trials.Select(t => t.Configuration).Distinct());
    }
}
