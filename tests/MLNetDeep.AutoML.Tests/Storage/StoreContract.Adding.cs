using System.Collections.Concurrent;

namespace MLNetDeep.AutoML.Tests.Storage;

public abstract partial class StoreContract
{
    [TestMethod]
    public void A_trial_that_was_added_waits()
    {
        var configuration = new Configuration([KeyValuePair.Create("Rate", (object)1e-5), KeyValuePair.Create("Width", (object)64), KeyValuePair.Create("Kind", (object)"a 'quoted' ü"), KeyValuePair.Create("Flag", (object)true)]);

        Trial added = Store.Add((trials, number) => (configuration, $"after {trials.Count}, {number}"))!;

        foreach (Trial trial in new[] { added, Other.Read().Single() })
        {
            Assert.AreEqual(1, trial.Number);
            Assert.AreEqual(configuration, trial.Configuration);
            Assert.AreEqual("after 0, 1", trial.ProposedBy);
            Assert.AreEqual(TrialState.Waiting, trial.State);
            Assert.IsNull(trial.Worker);
            Assert.IsNull(trial.Started);
            Assert.AreEqual(TimeSpan.Zero, trial.Proposed.Offset);
            Assert.IsLessThan(60, Math.Abs((DateTimeOffset.UtcNow - trial.Proposed).TotalSeconds));
        }
    }

    [TestMethod]
    public void There_are_no_more_trials_than_the_most()
    {
        Assert.AreEqual(1, Add(2).Number);
        Assert.AreEqual(2, Add(2).Number);
        Assert.IsNull(Add(2));
        Assert.IsNull(Store.Add((_, _) => null));
        Assert.HasCount(2, Store.Read());
    }

    [TestMethod]
    public void A_proposal_that_fails_adds_nothing()
    {
        Assert.ThrowsExactly<NotSupportedException>(() => Store.Add((_, _) => throw new NotSupportedException()));
        Assert.AreEqual(1, Add().Number);
    }

    [TestMethod]
    public void Where_another_takes_the_number_one_is_asked_again()
    {
        var asked = new List<(int Trials, int Number)>();
        Trial added = Store.Add((trials, number) =>
        {
            asked.Add((trials.Count, number));
            if (asked.Count == 1) AddBeside();
            return (Numbered(number), "mine");
        })!;

        Assert.AreSequenceEqual([(0, 1), (1, 2)], asked);
        Assert.AreEqual(2, added.Number);
        Assert.AreSequenceEqual(["other", "mine"], Store.Read().Select(t => t.ProposedBy));
    }

    [TestMethod]
    public void Many_that_add_at_once_make_a_history_without_gaps()
    {
        const int Most = 40;
        var added = new ConcurrentBag<int>();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            ITrialStore store = i % 2 == 0 ? Store : Other;
            while (store.Add((trials, number) => (Numbered(trials.Select(t => t.Number).Append(0).Max() + 1), "random"), Most) is { } trial)
                added.Add(trial.Number);
        });

        Assert.AreSequenceEqual(Enumerable.Range(1, Most), added.Order());
        Assert.AreSequenceEqual(Enumerable.Range(1, Most), Store.Read().Select(t => (int)t.Configuration["N"]));
    }

    [TestMethod]
    public void What_was_read_before_stays_as_it_was()
    {
        Add();
        Add();
        Store.Take("a", _hour);
        IReadOnlyList<Trial> before = Store.Read();
        Assert.AreSame(before, Store.Read());

        Other.Report(1, "a", Step(1));
        IReadOnlyList<Trial> after = Store.Read();

        Assert.IsEmpty(before[0].Reports);
        Assert.HasCount(1, after[0].Reports);
        Assert.AreSame(before[1], after[1]);
    }
}
