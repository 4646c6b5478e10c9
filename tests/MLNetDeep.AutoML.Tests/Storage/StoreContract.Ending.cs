namespace MLNetDeep.AutoML.Tests.Storage;

public abstract partial class StoreContract
{
    [TestMethod]
    public void Reports_are_kept_in_their_order()
    {
        Started();
        TrialReport[] reports = [Step(1, 0.1), Step(2, double.NaN), Step(3, double.PositiveInfinity), Step(4, -1e-300), Step(1, 1 / 3.0, fold: 1)];
        for (int i = 0; i < reports.Length; i++)
        {
            Assert.AreEqual(TrialOrder.GoOn, Store.Report(1, "a", reports[i]));
            if (i % 2 == 0) Assert.HasCount(i + 1, Other.Read()[0].Reports); // read piece by piece there, at once here
        }
        Assert.AreSequenceEqual(reports, Store.Read()[0].Reports);
        Assert.AreSequenceEqual(reports, Other.Read()[0].Reports);
    }

    [TestMethod]
    [DataRow(TrialState.Completed)]
    [DataRow(TrialState.Pruned)]
    [DataRow(TrialState.Failed)]
    [DataRow(TrialState.Skipped)]
    public void An_outcome_is_kept_as_it_is(TrialState state)
    {
        Started();
        var outcome = new TrialOutcome(state)
        {
            Values = [0.1 + 0.2, double.NaN, double.NegativeInfinity],
            Violations = [-1, 1e300],
            Metrics = new Dictionary<string, double> { ["AUC"] = 0.9, ["Log-Loss 'ü'"] = double.NaN },
            Reason = "why\nit 'ended'",
        };
        Assert.IsTrue(Store.End(1, "a", outcome));
        Assert.IsFalse(Store.End(1, "a", Completed(7)));

        foreach (Trial trial in new[] { Store.Read()[0], Other.Read()[0] })
        {
            Assert.AreEqual((state, "a", outcome.Reason), (trial.State, trial.Worker, trial.Reason));
            Assert.AreSequenceEqual(outcome.Values, trial.Values);
            Assert.AreSequenceEqual(outcome.Violations, trial.Violations);
            Assert.AreSequenceEqual(outcome.Metrics.OrderBy(m => m.Key), trial.Metrics.OrderBy(m => m.Key));
            Assert.IsGreaterThanOrEqualTo(trial.Started!.Value, trial.Ended!.Value);
        }
        Assert.AreEqual(TrialOrder.Lost, Store.Report(1, "a", Step(1)));
        Assert.IsNull(Store.Take("b", TimeSpan.Zero));
    }

    [TestMethod]
    public void Only_its_worker_may_end_a_trial()
    {
        Add();
        Assert.IsFalse(Store.End(1, "a", Completed(1)));
        Store.Take("a", _hour);
        Assert.IsFalse(Store.End(1, "b", Completed(1)));
        Assert.AreEqual(TrialOrder.Lost, Store.Report(1, "b", Step(1)));
        Assert.AreEqual(TrialOrder.Lost, Store.Beat(2, "a"));
        Assert.AreEqual("A trial ends as Completed, Pruned, Failed or Skipped, but the outcome is Running. (Parameter 'outcome')",
            Assert.ThrowsExactly<ArgumentException>(() => Store.End(1, "a", new TrialOutcome(TrialState.Running))).Message);
        Assert.IsFalse(Store.Read()[0].IsOver);
    }

    [TestMethod]
    public void A_trial_is_skipped_at_once_or_at_its_next_report()
    {
        Started();
        Add();
        Assert.IsTrue(Other.Skip(1));
        Assert.IsTrue(Other.Skip(2));
        Assert.IsFalse(Other.Skip(3));

        Assert.AreEqual((TrialState.Skipped, "The user skipped it."), (Store.Read()[1].State, Store.Read()[1].Reason));
        Assert.AreEqual(TrialState.Running, Store.Read()[0].State);
        Assert.AreEqual(TrialOrder.Skip, Store.Beat(1, "a"));
        Assert.AreEqual(TrialOrder.Skip, Store.Report(1, "a", Step(1)));
        Assert.IsTrue(Store.End(1, "a", new TrialOutcome(TrialState.Skipped) { Reason = "asked for" }));
        Assert.IsFalse(Other.Skip(1));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_trial_to_be_skipped_is_not_begun_anew(bool released)
    {
        Started();
        Store.Skip(1);
        if (released) Store.Release(1, "a");
        Assert.IsNull(Store.Take("b", TimeSpan.Zero));
        Assert.AreEqual((TrialState.Skipped, "The user skipped it.", "a"), (Other.Read()[0].State, Other.Read()[0].Reason, Other.Read()[0].Worker));
    }

    [TestMethod]
    public void Files_are_kept_with_a_trial()
    {
        Started();
        byte[] large = new byte[1_000_000];
        new Random(1).NextBytes(large.AsSpan(0, 5000));
        Store.Keep(1, "scores", [1, 2, 3]);
        Store.Keep(1, "scores", large);
        Store.Keep(1, "empty", []);

        Assert.AreSequenceEqual(large, Other.Kept(1, "scores")!);
        Assert.IsEmpty(Other.Kept(1, "empty")!);
        Assert.IsNull(Other.Kept(1, "other"));
        Assert.IsNull(Other.Kept(2, "scores"));
        Assert.AreEqual("There is no trial 2 to keep 'scores' with. (Parameter 'number')", Assert.ThrowsExactly<ArgumentException>(() => Store.Keep(2, "scores", [1])).Message);
        Store.End(1, "a", Completed(1));
        Assert.HasCount(1_000_000, Store.Kept(1, "scores")!);
    }

    [TestMethod]
    public void A_reason_of_any_characters_is_kept()
    {
        Started();
        Assert.IsTrue(Store.End(1, "a", new TrialOutcome(TrialState.Failed) { Reason = "nul \0, half a pair \ud800, whole \U0001F600" }));
        Assert.AreEqual("nul \uFFFD, half a pair \uFFFD, whole \U0001F600", Other.Read()[0].Reason);
    }

    [TestMethod]
    public void Passwords_in_reasons_are_hidden()
    {
        Started();
        Store.End(1, "a", new TrialOutcome(TrialState.Failed) { Reason = "cannot read postgres://me:hunter22@db/x nor Host=db;Password=hunter33;Port=1" });
        Assert.AreEqual("cannot read postgres://me:***@db/x nor Host=db;Password=***;Port=1", Other.Read()[0].Reason);
    }

    [TestMethod]
    public void Limits_are_those_stated_last()
    {
        Assert.AreEqual(new SweepLimits(null, null), Store.Limits);
        var ends = DateTimeOffset.FromUnixTimeMilliseconds(1_900_000_000_123);
        Store.Limits = new SweepLimits(50, ends);
        Assert.AreEqual(new SweepLimits(50, ends), Store.Limits);
        Store.Limits = new SweepLimits(null, ends);
        Assert.AreEqual(new SweepLimits(null, ends), Store.Limits);
    }
}
