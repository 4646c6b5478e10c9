using MLNetDeep.AutoML;
using static MLNetDeep.AutoML.TrialState;
using static MLNetDeep.Tests.Pruners.Histories;

namespace MLNetDeep.Tests.Pruners;

[TestClass]
public sealed class HyperbandPrunerTests
{
    // Rungs begin at 1, 3 and 9: brackets of ceil(3/3·9) = 9, ceil(3/2·3) = 5 and ceil(3/1·1) = 3 trials out of 17.
    private static readonly HyperbandPruner Three = new(new() { ReductionFactor = 3, MinResource = 1, MaxResource = 9 });

    [TestMethod]
    public void Brackets_have_their_shares_of_the_trials_at_any_time()
    {
        foreach (int count in new[] { 34, 170, 1700 })
        {
            int[] sizes = [.. Enumerable.Range(0, 3).Select(b => Enumerable.Range(1, count).Count(n => Three.Bracket(n) == b))];
            Assert.AreEqual(count * 9 / 17.0, sizes[0], 2.5);
            Assert.AreEqual(count * 5 / 17.0, sizes[1], 2.5);
            Assert.AreEqual(count * 3 / 17.0, sizes[2], 2.5);
        }
    }

    [TestMethod]
    public void A_trial_is_compared_within_its_bracket_from_the_first_rung_of_it_on()
    {
        foreach (int bracket in new[] { 0, 1, 2 })
        {
            int[] members = [.. Enumerable.Range(1, 100).Where(n => Three.Bracket(n) == bracket).Take(4)];
            Trial[] better = [.. members[..3].Select(n => Curve(n, Completed, Enumerable.Repeat(0.9, 9).ToArray()))];
            int rung = (int)Math.Pow(3, bracket);
            for (int steps = 1; steps <= rung; steps++)
            {
                Trial bad = Curve(members[3], Running, new double[steps]);
                Assert.AreEqual(steps == rung, Three.Judge(bad, [.. better, bad], Accuracy) is not null, $"bracket {bracket}, step {steps}");
            }
            int stranger = Enumerable.Range(1, 100).First(n => Three.Bracket(n) != bracket);
            Trial alone = Curve(stranger, Running, new double[9]);
            Assert.IsNull(Three.Judge(alone, [.. better, alone], Accuracy));
        }
    }
}
