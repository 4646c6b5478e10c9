namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>What follows from trials, and the document as JSON.</summary>
[TestClass]
public class SweepDocumentTests
{
    private static readonly Objective _accuracy = new("Accuracy", true);

    private static readonly SearchSpace _space = new([new ChoiceHyperparameter("Kind", ["mlp", "tree"]), new IntegerHyperparameter("Width", 1, 9) { Condition = new("Kind", ["mlp"]) }]);

    [TestMethod]
    public void The_best_trial_keeps_the_constraints_and_the_history_follows_the_numbers()
    {
        SweepDocument document = SweepDocument.From(_space, [_accuracy], [Of(4, 0.8), Of(1, 0.7), Of(2, 0.95) with { Violations = [1] }, Of(3, double.NaN), Of(5, 0.8), Failed(6)]);
        Assert.AreEqual(4, document.Best);
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5 }, document.History.Select(s => s.Trial).ToArray());
        CollectionAssert.AreEqual(new double?[] { 0.7, 0.7, 0.7, 0.8, 0.8 }, document.History.Select(s => s.Best).ToArray());
        Assert.IsFalse(document.History[1].IsFeasible);
        Assert.IsEmpty(document.ParetoFront);
    }

    [TestMethod]
    public void The_summary_says_what_came_of_it()
    {
        Trial best = Of(1, 0.87654) with { Started = DateTimeOffset.UnixEpoch, Ended = DateTimeOffset.UnixEpoch.AddSeconds(75) };
        Assert.AreEqual(
            "2 trials in 1 min 15 s: 1 completed, 1 failed. The best is trial 1 (mlp) with accuracy 0.8765.",
            SweepDocument.From(_space, [_accuracy], [best, Failed(2)]).Summary);
        Assert.AreEqual("No trial was begun yet.", SweepDocument.From(_space, [_accuracy], []).Summary);
        Assert.AreEqual("1 trial: 1 failed. No trial completed.", SweepDocument.From(_space, [_accuracy], [Failed(1)]).Summary);
        Assert.AreEqual("1 trial: 1 completed. No trial kept all constraints.", SweepDocument.From(_space, [_accuracy], [Of(1, 1) with { Violations = [1] }]).Summary);
    }

    [TestMethod]
    public void A_page_has_the_curves_of_the_best_and_of_the_latest_and_says_so()
    {
        TrialReport[] reports = [new(0, 1, 0.1, 1), new(0, 2, 0.2, 2), new(0, 3, 0.3, 3)];
        SweepDocument all = SweepDocument.From(_space, [_accuracy], [.. Enumerable.Range(1, 1000).Select(n => Of(n, 1.0 / n) with { Reports = reports })]);
        string page = SweepReport.Html(all);
        int start = page.IndexOf("{\"title\"", StringComparison.Ordinal);
        SweepDocument shown = SweepDocument.FromJson(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]);

        Assert.AreEqual(0, all.CurvesOmitted);
        Assert.AreEqual(800, shown.CurvesOmitted);
        Assert.HasCount(1000, shown.Trials);
        Assert.IsTrue(shown.Trials.All(t => t.Reports[^1] == reports[^1] && t.Reports.Count == (t.Number is <= 100 or > 900 ? 3 : 1)));
        Assert.HasCount(1000, SweepDocument.FromJson(all.ToJson()).Trials.Where(t => t.Reports.Count == 3).ToList());
    }

    [TestMethod]
    public void It_runs_while_a_trial_is_not_over()
    {
        Assert.IsTrue(SweepDocument.From(_space, [_accuracy], [Of(1, 1), Of(2, 1) with { State = TrialState.Running }]).IsRunning);
        Assert.IsFalse(SweepDocument.From(_space, [_accuracy], [Of(1, 1), Failed(2)]).IsRunning);
    }

    [TestMethod]
    public void As_JSON_it_comes_back_as_it_was()
    {
        SweepDocument document = ExampleSweep.Document();
        string json = document.ToJson();
        SweepDocument back = SweepDocument.FromJson(json);
        Assert.IsTrue(json == back.ToJson());
        Assert.AreEqual(document.Trials[0].Configuration, back.Trials[0].Configuration);
        CollectionAssert.AreEqual(new object[] { true, false }, back.Space.Single(h => h.Name == "Normalize").Choices!.ToArray());
    }

    [TestMethod]
    public void Numbers_that_are_none_are_kept_in_JSON()
    {
        SweepDocument back = SweepDocument.FromJson(SweepDocument.From(_space, [_accuracy], [Of(1, double.NaN), Of(2, double.PositiveInfinity)]).ToJson());
        Assert.IsTrue(double.IsNaN(back.Trials[0].Values[0]));
        Assert.AreEqual(double.PositiveInfinity, back.Trials[1].Values[0]);
        Assert.IsNull(back.Best);
    }

    [TestMethod]
    public void Other_JSON_is_refused() => StringAssert.StartsWith(Assert.Throws<FormatException>(() => SweepDocument.FromJson("{\"title\":1}")).Message, "This is not the document of a sweep: ");

    [TestMethod]
    public void All_faults_are_told_at_once() => Assert.AreEqual(
        "A sweep has at least one objective, but there is none. There are 2 trials with the number 1.",
        Assert.Throws<ArgumentException>(() => SweepDocument.From(_space, [], [Failed(1), Failed(1)])).Message);

    [TestMethod]
    public void Passwords_have_no_place_in_it_but_the_command_line_that_the_caller_gives()
    {
        ReportRepetition repetition = ReportRepetition.Of("mlnetdeep sweep");
        CollectionAssert.AreEquivalent(new[] { "MLNetDeep", "Microsoft.ML", ".NET", "Operating system", "Processors" }, repetition.Versions.Keys.ToArray());
        Assert.IsFalse(repetition.Versions["MLNetDeep"].Contains('+'));
    }

    private static Trial Of(int number, double value) => new() { Number = number, Configuration = _space.Defaults(), ProposedBy = "user", State = TrialState.Completed, Values = [value] };

    private static Trial Failed(int number) => Of(number, 0) with { State = TrialState.Failed, Values = [], Reason = "It failed." };
}
