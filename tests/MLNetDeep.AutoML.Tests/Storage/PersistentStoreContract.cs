using MLNetDeep.AutoML.Reports;

namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>What stores that outlive a process must do besides.</summary>
public abstract class PersistentStoreContract : StoreContract
{
    private const string Definition = """{"Seed": 1, "Task": "binary"}""";

    private static string Text(Trial t) => $"{t.Number} {t.Configuration.ToJson()} {t.ProposedBy} {t.State} {string.Join(',', t.Values)} {string.Join(',', t.Violations)} {string.Join(',', t.Metrics)} {t.Reason} {t.Worker} {t.Attempts} {t.Proposed} {t.Started} {t.Ended}";

    /// <summary>Where the sweep is; empty before the test.</summary>
    protected abstract string Location { get; }

    protected override ITrialStore Make() => TrialStore.Create(Location, "digits", Definition);

    protected override ITrialStore? Again() => TrialStore.Open(Location, "digits");

    [TestMethod]
    public void A_sweep_is_there_with_its_definition_and_trials()
    {
        Store.Add((_, _) => (Configuration.Empty, "user"));
        using ITrialStore same = TrialStore.Create(Location, "digits", """{ "Task": "binary", "Seed": 1 }""");
        using ITrialStore only = TrialStore.Open(Location);

        Assert.AreEqual("""{"Seed":1,"Task":"binary"}""", same.Definition);
        Assert.HasCount(1, same.Read());
        Assert.AreEqual(same.Definition, only.Definition);
    }

    [TestMethod]
    public void Another_definition_is_refused_with_what_differs()
    {
        string message = Assert.ThrowsExactly<InvalidOperationException>(() => TrialStore.Create(Location, "digits", """{"Seed": 2, "Task": "binary", "Tuner": "tpe"}""")).Message;
        Assert.AreEqual($"The store {TrialStore.Describe(Location)} has a sweep 'digits' with another definition: Seed is 1 there and 2 here; Tuner is absent there and \"tpe\" here. "
            + "Choose another name for this one, or give the same definition to go on with that.", message);
    }

    [TestMethod]
    public void A_sweep_that_is_not_there_is_told_with_those_that_are()
    {
        using ITrialStore other = TrialStore.Create(Location, "letters", "{}");
        string place = TrialStore.Describe(Location);
        Assert.AreEqual($"The store {place} has no sweep 'faces'; it has 'digits', 'letters'.", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Open(Location, "faces")).Message);
        Assert.AreEqual($"The store {place} has 2 sweeps: name one of 'digits', 'letters'.", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Open(Location)).Message);
        Assert.AreEqual("The definition of a sweep must be a JSON object. (Parameter 'definition')", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Create(Location, "faces", "[]")).Message);
        Assert.AreEqual("The definition of a sweep must be a JSON object, but is no JSON: line 1, byte 2. (Parameter 'definition')", Assert.ThrowsExactly<ArgumentException>(() => TrialStore.Create(Location, "faces", "{x")).Message);
    }

    [TestMethod]
    public void Sweeps_are_listed_with_their_counts()
    {
        using ITrialStore other = TrialStore.Create(Location, "letters", "{}");
        for (int i = 0; i < 3; i++) Store.Add((_, _) => (Configuration.Empty, "user"));
        Store.Take("a", TimeSpan.FromHours(1));
        Store.End(1, "a", new TrialOutcome(TrialState.Failed));
        Store.Take("a", TimeSpan.FromHours(1));
        other.Stop();

        IReadOnlyList<StoredSweep> sweeps = TrialStore.List(Location);

        Assert.AreSequenceEqual([("digits", false), ("letters", true)], sweeps.Select(s => (s.Name, s.IsStopped)));
        Assert.AreSequenceEqual([1, 1, 0, 0, 1, 0], Enum.GetValues<TrialState>().Select(state => sweeps[0].Counts[state]));
        Assert.AreEqual(0, sweeps[1].Counts.Values.Sum());
        Assert.IsEmpty(other.Read());
    }

    [TestMethod]
    public void What_is_read_by_need_is_as_in_the_whole()
    {
        int curves = PageCurves.Most, all = (2 * curves) + 10;
        for (int number = 1; number <= all; number++)
        {
            // The first ones are the best: none of them is among the latest.
            Trial trial = Store.Add((_, n) => (new Configuration([KeyValuePair.Create("N", (object)n), KeyValuePair.Create("Rate", (object)0.5)]), "user"))!;
            Store.Take("a", TimeSpan.FromHours(1));
            Store.Report(trial.Number, "a", new TrialReport(0, 1, double.NaN, 1));
            Store.Report(trial.Number, "a", new TrialReport(0, 2, 0.5, 2));
            Store.End(trial.Number, "a", new TrialOutcome(TrialState.Completed) { Values = [1.0 / number], Violations = [-1], Metrics = new Dictionary<string, double> { ["Accuracy"] = 1.0 / number, ["Auc"] = double.NaN } });
        }
        using var other = (DatabaseStore)Again()!;
        IReadOnlyList<Trial> whole = Store.Read(), outcomes = other.ReadOutcomes(), page = other.ReadForPage([new Objective("Accuracy", true)], out int omitted);

        Assert.AreSequenceEqual(whole.Select(Text), outcomes.Select(Text));
        Assert.AreSequenceEqual(whole.Select(Text), page.Select(Text));
        Assert.IsTrue(outcomes.All(t => t.Reports.Count == 0));
        Assert.AreEqual(1, other.ReadBest([new Objective("Accuracy", true)])!.Number);
        Assert.AreEqual(all, other.ReadBest([new Objective("Accuracy", false)])!.Number);
        Assert.AreEqual(10, omitted);
        Assert.IsTrue(page.All(t => t.Number <= curves || t.Number > all - curves ? t.Reports.SequenceEqual(whole[t.Number - 1].Reports) : t.Reports.SequenceEqual([whole[t.Number - 1].Reports[^1]])));
    }

    [TestMethod]
    public void Its_text_says_where_it_is_and_no_more() => Assert.AreEqual($"sweep 'digits' in {TrialStore.Describe(Location)}", Store.ToString());
}
