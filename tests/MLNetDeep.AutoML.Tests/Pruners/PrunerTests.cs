using MLNetDeep.AutoML;
using static MLNetDeep.AutoML.TrialState;
using static MLNetDeep.Tests.Pruners.Histories;

namespace MLNetDeep.Tests.Pruners;

/// <summary>What all pruners have in common, and those that need no history.</summary>
[TestClass]
public sealed class PrunerTests
{
    public static IEnumerable<object[]> Keys => Pruner.Keys.Select(key => new object[] { key });

    [TestMethod]
    public void An_unknown_key_lists_those_that_there_are() => Assert.Contains(
        "There is no pruner 'halving'; it must be one of none, median, asha, hyperband, patience, wilcoxon.",
        Assert.Throws<ArgumentException>(() => Pruner.Get("halving")).Message);

    [TestMethod, DynamicData(nameof(Keys))]
    public void It_is_found_by_its_own_name(string key) => Assert.AreEqual(key, Pruner.Get(key).Name);

    [TestMethod, DynamicData(nameof(Keys))]
    public void The_first_trial_goes_on(string key)
    {
        Trial trial = Curve(1, Running, 0.5);
        Assert.IsNull(Pruner.Get(key).Judge(trial, [trial], Accuracy));
        Assert.IsNull(Pruner.Get(key).Judge(trial with { Reports = [] }, [trial with { Reports = [] }], Accuracy));
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void The_best_by_far_is_never_stopped(string key)
    {
        Trial[] others = [.. Enumerable.Range(1, 20).Select(n => Curve(n, Completed, [.. Enumerable.Range(1, 30).Select(s => 0.01 * s)]))];
        for (int steps = 1; steps <= 30; steps++)
        {
            Trial best = Curve(21, Running, [.. Enumerable.Range(1, steps).Select(s => 0.5 + (0.01 * s))]);
            Assert.IsNull(Pruner.Get(key).Judge(best, [.. others, best], Accuracy), $"step {steps}");
        }
    }

    [TestMethod, DynamicData(nameof(Keys))]
    public void Values_that_are_no_numbers_are_not_in_its_way(string key)
    {
        Trial[] others = [.. Enumerable.Range(1, 20).Select(n => Curve(n, n % 2 == 0 ? Completed : Failed, double.NaN, double.NaN, 0.1, double.NaN))];
        Trial trial = Curve(21, Running, double.NaN, 0.5, 0.6, 0.7);
        Assert.IsNull(Pruner.Get(key).Judge(trial, [.. others, trial], Accuracy));
    }

    [TestMethod]
    public void Options_out_of_range_are_told_all_at_once() => Assert.AreEqual(
        "HyperbandOptions.ReductionFactor must be at least 2, but was 1. HyperbandOptions.MaxResource must be at least MinResource (5), but was 4.",
        Assert.Throws<ArgumentException>(() => Pruner.Hyperband(new() { ReductionFactor = 1, MinResource = 5, MaxResource = 4 })).Message);

    [TestMethod]
    public void Patience_counts_reports_without_a_better_one()
    {
        IPruner pruner = Pruner.Patience(new() { Reports = 3 });
        Assert.IsNull(pruner.Judge(Curve(1, Running, 0.5, 0.6, 0.6, 0.55), [], Accuracy));
        Assert.AreEqual("3 reports in a row brought no better Accuracy than 0.6 of step 2.", pruner.Judge(Curve(1, Running, 0.5, 0.6, 0.6, 0.55, 0.59), [], Accuracy));
        Assert.IsNull(pruner.Judge(Curve(1, Running, 0.5, 0.6, 0.6, 0.55, 0.61), [], Accuracy));
    }

    [TestMethod]
    public void Patience_asks_for_more_than_a_hair() => Assert.IsNotNull(
        Pruner.Patience(new() { Reports = 2, MinImprovement = 0.01 }).Judge(Curve(1, Running, 1, 0.995, 0.991), [], Loss));
}
