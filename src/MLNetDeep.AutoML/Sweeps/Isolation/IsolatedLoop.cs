using System.Diagnostics;
using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>
/// Lets other processes run the trials, each of them by <see cref="Sweep.Work"/> on the same store. A process goes on to the next trial as long as its trials come to their end; one that dies takes one
/// trial with it, which has failed then, and another process is started.
/// </summary>
internal sealed class IsolatedLoop(SweepSettings settings, TrialWorker what, ITrialStore store, SweepTeller teller, SweepClock clock, CancellationToken cancel)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100), _grace = TimeSpan.FromSeconds(20);

    private readonly Lock _telling = new();
    private readonly HashSet<int> _told = [.. store.Read().Where(t => t.IsOver).Select(t => t.Number)];
    private readonly long _memory = settings.MemoryBudgetOfTrial;
    private int _ended;
    private Exception? _failure;

    /// <summary>How many trials these processes ended.</summary>
    public int Ended => _ended;

    /// <summary>Searches until there is a reason to end.</summary>
    /// <exception cref="InvalidOperationException">A process fails before it begins a trial.</exception>
    public void Run()
    {
        Thread[] others = [.. Enumerable.Range(1, settings.Parallel - 1).Select(Start)];
        Guarded();
        foreach (Thread other in others)
            other.Join();
        if (_failure is not null)
            throw new InvalidOperationException(_failure.Message, _failure);
    }

    private Thread Start(int index)
    {
        var thread = new Thread(Guarded) { IsBackground = true, Name = $"MLNetDeep sweep {index + 1}" };
        thread.Start();
        return thread;
    }

    private void Guarded()
    {
        try
        {
            Work();
        }
        catch (Exception e)
        {
            _failure ??= e;
        }
    }

    private void Work()
    {
        bool hasWorked = true;
        while (hasWorked && !IsOver())
        {
            if (clock.Left is not null)
                store.Limits = store.Limits with { Ends = DateTimeOffset.UtcNow + Left() };
            using var process = new TrialProcess(settings.Isolation!(what), settings.ThreadsOfTrial, _memory);
            Follow(process);
            Tell();
            Trial[] ended = [.. store.Read().Where(t => t.IsOver && t.Worker == process.Worker)];
            Interlocked.Add(ref _ended, ended.Length);
            // One that could not begin so many in a row has ended for that.
            hasWorked = ended.Length > 0 && !(ended.Length >= SweepLoop.MostLate && ended.TakeLast(SweepLoop.MostLate).All(t => t.State == TrialState.Skipped));
            if (ended.Length == 0 && !process.IsGood && !IsOver())
                throw new InvalidOperationException($"No trial could be begun. {process.End}");
        }
    }

    private bool IsOver() => _failure is not null || teller.IsTargetReached || store.IsStopped || cancel.IsCancellationRequested || Left() <= TimeSpan.Zero
        || (store.Read() is var trials && trials.Count >= settings.MaxTrials && trials.All(t => t.IsOver));

    private TimeSpan? Left() => clock.LeftForSearch(TrialRanking.Best(store.Read(), settings.Objectives)?.Metrics.GetValueOrDefault(TrialRunner.TrainingTime) ?? 0);

    // Until it has ended, and its trial too.
    private void Follow(TrialProcess process)
    {
        Stopwatch? asked = null;
        string? killed = null;
        while (!process.Wait(_look))
        {
            Tell();
            if (process.Memory() is var memory && memory > _memory)
                killed ??= Invariant($"It used {memory / 1e9:0.0#} GB of memory, and {_memory / 1e9:0.0#} GB are allowed to a trial.");
            if (asked is null && (cancel.IsCancellationRequested || teller.IsTargetReached || _failure is not null || Left() <= -_grace))
            {
                process.Ask();
                asked = Stopwatch.StartNew();
            }
            if (killed is not null || asked?.Elapsed > _grace)
                process.Kill();
        }
        if (store.Read().FirstOrDefault(t => t.State == TrialState.Running && t.Worker == process.Worker) is not { } left)
            return;
        if (killed is null && asked is not null)
            store.Release(left.Number, process.Worker);
        else
            store.End(left.Number, process.Worker, new TrialOutcome(TrialState.Failed) { Reason = killed ?? process.End });
    }

    private void Tell()
    {
        lock (_telling)
        {
            foreach (Trial trial in store.Read().Where(t => t.IsOver && _told.Add(t.Number)).ToList())
                teller.Tell(trial.Number, null);
        }
    }
}
