using MLNetDeep.AutoML;
using static MLNetDeep.AutoML.TrialState;
using static MLNetDeep.Tests.Pruners.Histories;

namespace MLNetDeep.Tests.Pruners;

[TestClass]
public sealed class MedianPrunerTests
{
    // Means up to step 3: 0.6, 0.5, 0.4; their median is 0.5.
    private static readonly Trial[] Others = [Curve(1, Completed, 0.5, 0.6, 0.7, 0.9), Curve(2, Completed, 0.4, 0.5, 0.6, 0.9), Curve(3, Completed, 0.3, 0.4, 0.5, 0.9)];

    private static string? Judge(Trial trial, int startup = 3) => Pruner.Median(new() { StartupTrials = startup, WarmupSteps = 2 }).Judge(trial, [.. Others, trial], Accuracy);

    [TestMethod]
    public void Its_best_is_compared_with_the_median_of_running_means()
    {
        Assert.AreEqual(
            "By step 3 its best Accuracy of 0.49 is worse than 0.5, the median of 3 completed trials' means up to there.",
            Judge(Curve(4, Running, 0.1, 0.49, 0.2)));
        Assert.IsNull(Judge(Curve(4, Running, 0.1, 0.51, 0.2)));
        Assert.IsNull(Judge(Curve(4, Running, 0.1, 0.5, 0.2)));
    }

    [TestMethod]
    public void Nothing_is_stopped_while_it_warms_up() => Assert.IsNull(Judge(Curve(4, Running, 0.1, 0.1)));

    [TestMethod]
    public void Nothing_is_stopped_before_enough_trials_are_completed() => Assert.IsNull(Judge(Curve(4, Running, 0.1, 0.1, 0.1), startup: 4));

    [TestMethod]
    public void Without_any_number_by_then_it_is_stopped() => Assert.IsNotNull(Judge(Curve(4, Running, double.NaN, double.NaN, double.NaN)));
}
