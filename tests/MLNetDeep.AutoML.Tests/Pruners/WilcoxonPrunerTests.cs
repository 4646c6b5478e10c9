using MLNetDeep.AutoML;
using MLNetDeep.AutoML.Statistics;
using static MLNetDeep.AutoML.TrialState;
using static MLNetDeep.Tests.Pruners.Histories;

namespace MLNetDeep.Tests.Pruners;

[TestClass]
public sealed class WilcoxonPrunerTests
{
    private static readonly Trial Best = Folds(1, Completed, 0.9, 0.8, 0.9, 0.8, 0.9), Worse = Folds(2, Completed, 0.1, 0.1, 0.1, 0.1, 0.1);

    private static string? Judge(Trial trial) => Pruner.Wilcoxon().Judge(trial, [Best, Worse, trial], Accuracy);

    [TestMethod]
    public void Four_folds_all_worse_are_enough_and_three_are_not()
    {
        // All signs alike: one of 2⁴ = 16 ways, p = 0.0625; of 2³, p = 0.125.
        Assert.IsNull(Judge(Folds(3, Running, 0.8, 0.7, 0.8)));
        Assert.AreEqual("Its Accuracy is worse than that of trial 1, the best, by 0.115 on average over 4 folds (Wilcoxon p = 0.063).", Judge(Folds(3, Running, 0.8, 0.69, 0.78, 0.67)));
    }

    [TestMethod]
    public void One_small_success_is_outweighed_only_by_enough_failures()
    {
        // Differences 0.2, 0.3, 0.4, −0.1: the positive ranks 2 + 3 + 4 = 9 of 10; 9 or 10 in 2 of 16 ways, p = 0.125. A fifth fold of 0.5: 14 or 15 in 2 of 32 ways, p = 0.0625.
        Assert.IsNull(Judge(Folds(3, Running, 0.7, 0.5, 0.5, 0.9)));
        Assert.IsNotNull(Judge(Folds(3, Running, 0.7, 0.5, 0.5, 0.9, 0.4)));
    }

    [TestMethod]
    public void The_best_is_found_by_what_is_reported_whatever_the_objective_is()
    {
        // The sweep's objective is a loss, the less the better; reports are accuracies.
        Trial best = Best with { Values = [0.2] }, worse = Worse with { Values = [2.3] }, trial = Folds(3, Running, 0.8, 0.69, 0.78, 0.67);
        StringAssert.Contains(Pruner.Wilcoxon().Judge(trial, [best, worse, trial], Accuracy), "trial 1, the best");
        Assert.IsNull(Pruner.Wilcoxon().Judge(Folds(3, Running, 0.95, 0.9, 0.95, 0.9), [best, worse, trial], Accuracy));
    }

    [TestMethod]
    public void A_better_trial_goes_on() => Assert.IsNull(Judge(Folds(3, Running, 0.95, 0.9, 0.95, 0.9, 0.95)));

    [TestMethod]
    public void A_fold_counts_when_it_is_through()
    {
        // The best ended each fold at step 3; the trial's fourth fold is at step 1, so that only three count.
        Trial best = Epochs(1, Completed, 4, 3), trial = Epochs(2, Running, 4, 3, -0.1);
        IPruner pruner = Pruner.Wilcoxon();
        Trial midway = trial with { Reports = [.. trial.Reports.SkipLast(2)] };
        Assert.IsNull(pruner.Judge(midway, [best, midway], Accuracy));
        Assert.IsNotNull(pruner.Judge(trial, [best, trial], Accuracy));
    }

    [TestMethod]
    [DataRow(new[] { 1.0, 2, 3 }, 0.125)]
    [DataRow(new[] { -1.0, 2, 3 }, 0.25)]
    [DataRow(new[] { 1.0, 1 }, 0.25)]
    [DataRow(new[] { 1.0, -1 }, 0.75)]
    [DataRow(new[] { 0.0, 1, 2 }, 0.25)]
    [DataRow(new[] { 0.0, 0 }, 1.0)]
    public void The_test_is_exact(double[] differences, double expected)
    {
        // −1, 2, 3: ranks 2 + 3 = 5 or 6 in 2 of 8 ways. 1, −1: the tied ranks are 1.5, at least 1.5 in 3 of 4 ways.
        Assert.AreEqual(expected, WilcoxonTest.OneSidedPValue(differences), 1e-12);
    }

    private static Trial Epochs(int number, TrialState state, int folds, int epochs, double shift = 0) => Folds(number, state, 0.5) with
    {
        Reports = [.. Enumerable.Range(0, folds).SelectMany(f => Enumerable.Range(1, epochs).Select(e => new TrialReport(f, e, 0.5 + shift + (0.01 * (f + e)), 0)))],
    };
}
