using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Tuners;

/// <summary>What tuners see of the trials.</summary>
[TestClass]
public sealed class TrialHistoryTests
{
    private static readonly SearchSpace Space = new([new RealHyperparameter("x", 0, 1)]);

    [TestMethod]
    public void A_pruned_trial_counts_with_its_last_report_only_where_that_is_about_the_objective()
    {
        Objective loss = new("LogLoss", false), accuracy = new("Accuracy", true);
        var pruned = new Trial
        {
            Number = 1,
            Configuration = Space.Defaults(),
            ProposedBy = "user",
            State = TrialState.Pruned,
            Reports = [new TrialReport(0, 1, 0.9, 0), new TrialReport(0, 2, 0.1, 0)],
        };
        double Seen(Objective? reported) => new TrialHistory(new TunerContext(Space, [loss], [pruned], 2, 1) { Reported = reported }, new SpaceEncoding(Space)).Observed[0].Losses[0];
        Assert.AreEqual(0.1, Seen(null));
        Assert.AreEqual(0.1, Seen(loss));
        // An accuracy of 0.1 is no loss of 0.1.
        Assert.AreEqual(double.PositiveInfinity, Seen(accuracy));
    }
}
