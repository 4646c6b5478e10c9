using MLNetDeep.AutoML.Reports;

namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>Which trials no other one beats.</summary>
[TestClass]
public class ParetoFrontTests
{
    private static readonly Objective[] _two = [new("Accuracy", true), new("Microseconds", false)];

    [TestMethod]
    public void Directions_decide_what_beats_what()
    {
        Trial[] trials = [Of(1, 0.9, 10), Of(2, 0.8, 10), Of(3, 0.8, 5), Of(4, 0.95, 20), Of(5, 0.7, 6)];
        CollectionAssert.AreEqual(new[] { 1, 3, 4 }, ParetoFront.Of(_two, trials).ToArray());
        CollectionAssert.AreEqual(new[] { 3, 5 }, ParetoFront.Of([new("Accuracy", false), new("Microseconds", false)], trials).ToArray());
    }

    [TestMethod]
    public void Equal_trials_stand_together() => CollectionAssert.AreEqual(new[] { 1, 2 }, ParetoFront.Of(_two, [Of(1, 0.9, 10), Of(2, 0.9, 10), Of(3, 0.9, 11)]).ToArray());

    [TestMethod]
    public void Trials_that_break_a_constraint_failed_or_have_no_number_are_not_on_it()
    {
        Trial[] trials = [Of(1, 0.5, 50), Of(2, 0.9, 1) with { Violations = [0.1] }, Of(3, 0.9, 1) with { State = TrialState.Failed }, Of(4, double.NaN, 1)];
        CollectionAssert.AreEqual(new[] { 1 }, ParetoFront.Of(_two, trials).ToArray());
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void It_is_what_comparing_every_pair_gives(int objectives)
    {
        var random = new Random(objectives);
        Objective[] all = [.. Enumerable.Range(0, objectives).Select(i => new Objective($"M{i}", i % 2 == 0))];
        Trial[] trials = [.. Enumerable.Range(1, 300).Select(n => Of(n, [.. all.Select(_ => Math.Round(random.NextDouble(), 2))]))];
        int[] expected = [.. trials.Where(t => !trials.Any(o => Beats(all, o, t))).Select(t => t.Number)];
        Assert.IsGreaterThan(2, expected.Length);
        CollectionAssert.AreEqual(expected, ParetoFront.Of(all, trials).ToArray());
    }

    private static bool Beats(Objective[] objectives, Trial one, Trial other) =>
        Enumerable.Range(0, objectives.Length).All(i => !objectives[i].IsBetter(other.Values[i], one.Values[i])) && Enumerable.Range(0, objectives.Length).Any(i => objectives[i].IsBetter(one.Values[i], other.Values[i]));

    private static Trial Of(int number, params double[] values) => new() { Number = number, Configuration = Configuration.Empty, ProposedBy = "user", State = TrialState.Completed, Values = values };
}
