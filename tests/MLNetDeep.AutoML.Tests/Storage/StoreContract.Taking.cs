using System.Collections.Concurrent;

namespace MLNetDeep.AutoML.Tests.Storage;

public abstract partial class StoreContract
{
    [TestMethod]
    public void Trials_are_taken_in_their_order()
    {
        Add();
        Add();

        Trial first = Store.Take("a", _hour)!;
        Assert.AreEqual(2, Other.Take("b", _hour)!.Number);
        Assert.IsNull(Store.Take("c", _hour));

        Assert.AreEqual((1, TrialState.Running, "a", 1), (first.Number, first.State, first.Worker, first.Attempts));
        Assert.IsGreaterThanOrEqualTo(first.Proposed, first.Started!.Value);
        Assert.AreEqual(first.Started, Other.Read()[0].Started);
    }

    [TestMethod]
    public void No_two_workers_get_the_same_trial()
    {
        for (int i = 0; i < 40; i++) Add();
        var taken = new ConcurrentBag<int>();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            while ((i % 2 == 0 ? Store : Other).Take($"worker {i}", _hour) is { } trial) taken.Add(trial.Number);
        });
        Assert.AreSequenceEqual(Enumerable.Range(1, 40), taken.Order());
    }

    [TestMethod]
    public void The_trial_of_a_silent_worker_is_begun_anew()
    {
        Started();
        Store.Report(1, "a", Step(1));
        Store.Keep(1, "scores", [1]);
        Assert.HasCount(1, Other.Read()[0].Reports);

        Trial again = Other.Take("b", TimeSpan.Zero)!;

        Assert.AreEqual((1, "b", 2), (again.Number, again.Worker, again.Attempts));
        Assert.IsEmpty(again.Reports);
        Assert.IsNull(Store.Kept(1, "scores"));
        Assert.AreEqual(TrialOrder.Lost, Store.Beat(1, "a"));
        Assert.AreEqual(TrialOrder.Lost, Store.Report(1, "a", Step(2)));
        Assert.IsFalse(Store.End(1, "a", Completed(1)));
        Store.Release(1, "a");
        Assert.AreEqual(TrialOrder.GoOn, Other.Report(1, "b", Step(1, 0.25)));
        Assert.AreSequenceEqual([0.25], Store.Read()[0].Reports.Select(r => r.Value));
        Assert.AreEqual((TrialState.Running, "b"), (Store.Read()[0].State, Store.Read()[0].Worker));
    }

    [TestMethod]
    public void A_sign_of_life_keeps_a_trial()
    {
        Started();
        Thread.Sleep(400);
        Assert.IsGreaterThanOrEqualTo(0.3, Other.Workers().Single().Silence.TotalSeconds);
        Assert.AreEqual(TrialOrder.GoOn, Store.Beat(1, "a"));
        Assert.IsNull(Other.Take("b", TimeSpan.FromMilliseconds(390)));

        WorkerSign sign = Other.Workers().Single();
        Assert.AreEqual((1, "a"), (sign.Number, sign.Worker));
        Store.End(1, "a", Completed(1));
        Assert.IsEmpty(Other.Workers());
    }

    [TestMethod]
    public void A_trial_that_never_ends_fails_after_its_attempts()
    {
        Started();
        Assert.AreEqual(2, Store.Take("b", TimeSpan.Zero, attempts: 2)!.Attempts);
        Assert.IsNull(Store.Take("c", TimeSpan.Zero, attempts: 2));

        Trial trial = Other.Read()[0];
        Assert.AreEqual(TrialState.Failed, trial.State);
        Assert.AreEqual("It was begun 2 times and never ended; the last worker, b, fell silent.", trial.Reason);
        Assert.IsNotNull(trial.Ended);
        Assert.IsFalse(Store.End(1, "b", Completed(1)));
    }

    [TestMethod]
    public void A_trial_that_was_released_waits_and_is_not_held_against_it()
    {
        Started();
        Store.Release(1, "a");
        Trial waiting = Other.Read()[0];
        Assert.AreEqual((TrialState.Waiting, null), (waiting.State, waiting.Worker));
        Assert.AreEqual(TrialOrder.Lost, Store.Beat(1, "a"));

        Assert.AreEqual(2, Store.Take("b", _hour, attempts: 1)!.Attempts);
        Assert.AreEqual(3, Store.Take("c", TimeSpan.Zero, attempts: 2)!.Attempts);
        Assert.IsNull(Store.Take("d", TimeSpan.Zero, attempts: 2));
        Assert.AreEqual(TrialState.Failed, Store.Read()[0].State);
    }

    [TestMethod]
    public void While_a_sweep_is_stopped_nothing_is_added_or_taken()
    {
        Started();
        Add();
        Other.Stop();

        Assert.IsTrue(Store.IsStopped);
        Assert.IsNull(Add());
        Assert.IsNull(Store.Take("b", TimeSpan.Zero));
        Assert.AreEqual(TrialOrder.GoOn, Store.Report(1, "a", Step(1)));
        Assert.IsTrue(Store.End(1, "a", Completed(1)));

        Other.Resume();
        Assert.IsFalse(Store.IsStopped);
        Assert.AreEqual(2, Store.Take("b", _hour)!.Number);
    }
}
