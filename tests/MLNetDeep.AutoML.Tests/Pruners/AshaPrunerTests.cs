using MLNetDeep.AutoML;
using static MLNetDeep.AutoML.TrialState;
using static MLNetDeep.Tests.Pruners.Histories;

namespace MLNetDeep.Tests.Pruners;

[TestClass]
public sealed class AshaPrunerTests
{
    private static readonly IPruner Halving = Pruner.Asha(new() { ReductionFactor = 2 });

    [TestMethod]
    public void The_best_half_of_those_at_a_rung_goes_on()
    {
        // At step 2: 0.5, 0.6, 0.7 of others; trial 3 never came so far. Of four in all two may go on.
        Trial[] others = [Curve(1, Completed, 0, 0.5, 0, 0), Curve(2, Pruned, 0, 0.6), Curve(3, Pruned, 0.9), Curve(4, Running, 0, 0.7)];
        Trial third = Curve(5, Running, 0.1, 0.55), second = Curve(5, Running, 0.1, 0.65);
        Assert.AreEqual("At step 2 its Accuracy of 0.55 is number 3 of 4 trials that came so far; the best 2 may go on.", Halving.Judge(third, [.. others, third], Accuracy));
        Assert.IsNull(Halving.Judge(second, [.. others, second], Accuracy));
    }

    [TestMethod]
    public void Between_rungs_nothing_is_judged()
    {
        Trial[] others = [Curve(1, Completed, 1, 1, 1, 1), Curve(2, Completed, 1, 1, 1, 1)];
        Trial bad = Curve(3, Running, 0, 0, 0);
        Assert.IsNull(Halving.Judge(bad, [.. others, bad], Accuracy));
        Trial atRung = Curve(3, Running, 0, 0, 0, 0);
        Assert.IsNotNull(Halving.Judge(atRung, [.. others, atRung], Accuracy));
    }

    [TestMethod]
    public void The_first_rung_is_at_the_least_resource()
    {
        IPruner pruner = Pruner.Asha(new() { ReductionFactor = 2, MinResource = 3 });
        Trial[] others = [Curve(1, Completed, 1, 1, 1, 1)];
        foreach (var (steps, isStopped) in new[] { (1, false), (2, false), (3, true), (4, false), (5, false), (6, false) })
        {
            // Trial 1 ended before step 6, so that nobody is there to compare with.
            Trial bad = Curve(2, Running, new double[steps]);
            Assert.AreEqual(isStopped, pruner.Judge(bad, [.. others, bad], Accuracy) is not null, $"{steps} steps");
        }
    }

    [TestMethod]
    public void A_fold_is_compared_with_the_same_fold()
    {
        Trial other = Folds(1, Completed, 0.9, 0.1), trial = Folds(2, Running, 0.8, 0.2);
        Assert.IsNull(Halving.Judge(trial, [other, trial], Accuracy));
    }

    [TestMethod]
    public void A_value_that_is_no_number_is_stopped()
    {
        Trial trial = Curve(1, Running, double.NaN);
        Assert.IsNotNull(Halving.Judge(trial, [trial], Accuracy));
    }

    [TestMethod]
    [DataRow("asha", 0.45), DataRow("hyperband", 0.6)]
    public void Most_bad_curves_are_stopped_and_the_best_one_is_kept(string key, double mostOfTheSteps)
    {
        // Curves that tend to their own limits with some noise; one is far better.
        var random = new Random(7);
        IPruner pruner = Pruner.Get(key);
        List<Trial> trials = [];
        int steps = 0;
        for (int number = 1; number <= 60; number++)
        {
            double limit = number == 37 ? 0.95 : 0.3 + (0.5 * random.NextDouble());
            Trial trial = Curve(number, Running);
            for (int step = 1; step <= 81 && trial.State == Running; step++, steps++)
            {
                trial = trial with { Reports = [.. trial.Reports, new(0, step, (limit * (1 - Math.Exp(-step / 10.0))) + (0.002 * random.NextDouble()), step)] };
                if (pruner.Judge(trial, [.. trials, trial], Accuracy) is not null)
                    trial = trial with { State = Pruned };
            }
            trials.Add(trial.State == Running ? trial with { State = Completed } : trial);
        }
        Assert.AreEqual(Completed, trials[36].State);
        Assert.IsLessThan(mostOfTheSteps * 60 * 81, steps);
    }
}
