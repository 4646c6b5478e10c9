namespace MLNetDeep.AutoML.Tests.Storage;

/// <summary>What stores that outlive a process must do besides.</summary>
public abstract class PersistentStoreContract : StoreContract
{
    private const string Definition = """{"Seed": 1, "Task": "binary"}""";

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
    public void Its_text_says_where_it_is_and_no_more() => Assert.AreEqual($"sweep 'digits' in {TrialStore.Describe(Location)}", Store.ToString());
}
