namespace MLNetDeep.AutoML;

/// <summary>Takes trials from the store and runs them, as long as there is time; adds new ones where none waits.</summary>
internal sealed class SweepLoop(SweepSettings settings, TrialProposer proposer, TrialRunner runner, PredictionTask task, ITrialStore store, SweepMemory memory, SweepTeller teller, SweepClock clock, CancellationToken cancel)
{
    private static readonly TimeSpan _silence = TimeSpan.FromMinutes(2), _pulse = TimeSpan.FromSeconds(10), _pause = TimeSpan.FromMilliseconds(20);

    // So many trials in a row that could not be begun mean that nothing fits into the time that is left.
    internal const int MostLate = 5;

    // The same of trials that would take too much memory: a tuner that goes on proposing them would fill the store.
    private const int MostTooLarge = 50;

    private int _late;
    private int _tooLarge;
    private int _inFlight;
    private int _ended;
    private volatile bool _isOver;

    /// <summary>How many trials this process ended.</summary>
    public int Ended => _ended;

    /// <summary>Searches until there is a reason to end.</summary>
    public void Run()
    {
        Thread[] others = [.. Enumerable.Range(2, settings.Parallel - 1).Select(Start)];
        Work(1);
        foreach (Thread other in others)
            other.Join();
    }

    private Thread Start(int index)
    {
        var thread = new Thread(() => Work(index)) { IsBackground = true, Name = $"MLNetDeep sweep {index}" };
        thread.Start();
        return thread;
    }

    private void Work(int index)
    {
        string worker = $"{Environment.MachineName}/{Environment.ProcessId}/{index}";
        while (!IsOver())
        {
            Interlocked.Increment(ref _inFlight);
            bool hasWorked = Next(worker);
            int left = Interlocked.Decrement(ref _inFlight);
            if (hasWorked)
                continue;
            if (left == 0)
                return;
            // Another thread's trial may yet give back what there is to do.
            Thread.Sleep(_pause);
        }
    }

    private bool IsOver() => _isOver || teller.IsTargetReached || store.IsStopped || cancel.IsCancellationRequested || Volatile.Read(ref _late) >= MostLate || Volatile.Read(ref _tooLarge) >= MostTooLarge || Left() is { } left && left <= TimeSpan.Zero;

    private TimeSpan? Left() => clock.LeftForSearch(TrialRanking.Best(store.Read(), settings.Objectives)?.Metrics.GetValueOrDefault(TrialRunner.TrainingTime) ?? 0);

    private bool Next(string worker)
    {
        Trial? trial = store.Take(worker, _silence);
        if (trial is null && store.Add(proposer.Propose, settings.MaxTrials) is not null)
            trial = store.Take(worker, _silence);
        if (trial is null)
            return false;
        Execute(trial, worker);
        return true;
    }

    private void Execute(Trial trial, string worker)
    {
        if (proposer.WhyNotBegun(trial, Left()) is { } reason)
        {
            Interlocked.Increment(ref _late);
            store.End(trial.Number, worker, new TrialOutcome(TrialState.Skipped) { Reason = reason });
            return;
        }
        if (runner.WhyNotBegun(trial.Configuration) is { } tooLarge)
        {
            Interlocked.Increment(ref _tooLarge);
            store.End(trial.Number, worker, new TrialOutcome(TrialState.Skipped) { Reason = tooLarge });
            teller.Tell(trial.Number, null);
            return;
        }
        Volatile.Write(ref _late, 0);
        Volatile.Write(ref _tooLarge, 0);
        using var stop = new TrialStop(cancel, Shorter(Shorter(settings.TrialTimeout, proposer.Longest(trial)), Left()));
        using var pulse = new Timer(_ => Obey(stop, store.Beat(trial.Number, worker)), null, _pulse, _pulse);
        TrialResult result = Guarded(trial, stop, report => Heed(trial, worker, report, stop));
        if (result.Outcome is null)
        {
            store.Release(trial.Number, worker);
            return;
        }
        // Before the end is journaled: a process that dies between the two leaves no completed trial without its predictions.
        memory.Keep(trial.Number, result);
        if (!store.End(trial.Number, worker, result.Outcome))
            return;
        Interlocked.Increment(ref _ended);
        teller.Tell(trial.Number, result.Models);
        // What could not be ended may still be at work in this process: the next trial gets another one.
        _isOver |= settings.IsTrialProcess && result.Outcome.State != TrialState.Completed;
    }

    private TrialResult Guarded(Trial trial, TrialStop stop, Action<TrialReport> report)
    {
        try
        {
            return runner.Run(trial.Configuration, stop, report);
        }
        // Whatever goes wrong in a trial is a row with its reason: the sweep goes on.
        catch (Exception e)
        {
            return TrialResult.Ended(TrialState.Failed, e is OutOfMemoryException ? "There was not enough memory." : (e.InnerException is { } inner && e is AggregateException ? inner : e).Message);
        }
    }

    private void Heed(Trial trial, string worker, TrialReport report, TrialStop stop)
    {
        Obey(stop, store.Report(trial.Number, worker, report));
        if (!double.IsFinite(report.Value))
            stop.Ask(TrialState.Failed, $"{task.ReportedMetric.Metric} was not a finite number at step {report.Step}: the model has diverged.");
        else if (settings.Pruner is { } pruner && pruner.Judge(store.Read().First(t => t.Number == trial.Number), store.Read(), task.ReportedMetric) is { } reason)
            stop.Ask(TrialState.Pruned, reason);
    }

    private static void Obey(TrialStop stop, TrialOrder order)
    {
        if (order == TrialOrder.Skip)
            stop.Ask(TrialState.Skipped, "Skipped by the user.");
        else if (order == TrialOrder.Lost)
            stop.Ask(TrialState.Skipped, "Another worker has taken it.");
    }

    private static TimeSpan? Shorter(TimeSpan? one, TimeSpan? other) => one is null ? other : other is null || one < other ? one : other;
}
