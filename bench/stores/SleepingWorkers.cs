using MLNetDeep.AutoML;

namespace MLNetDeep.Bench;

/// <summary>
/// Workers whose trials only sleep: what is lost is the store's. Each has a store of its own, but all are threads of this process: as processes on one machine they would measure its compiler.
/// </summary>
internal static class SleepingWorkers
{
    private const int Milliseconds = 200, WarmUp = 10;

    /// <summary>Measures how many trials a second one and several of them end.</summary>
    public static void Measure(Report report, string location, int workers, int seconds)
    {
        (double Trials, double Proposals) one = PerSecond(location, 1, seconds), many = PerSecond(location, workers, seconds);
        report.Add("1 worker", "a second", [one.Trials]);
        report.Add("1 worker", "proposals for each", [one.Proposals]);
        report.Add($"{workers} workers", "a second", [many.Trials]);
        report.Add($"{workers} workers", "proposals for each", [many.Proposals]);
        report.Add($"{workers} workers", $"of {workers} times one", [many.Trials / (workers * one.Trials)]);
    }

    private static (double Trials, double Proposals) PerSecond(string location, int workers, int seconds)
    {
        string sweep = $"{workers} workers";
        using ITrialStore store = TrialStore.Create(location, sweep, "{}");
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(i => new Thread(() => Work(location, sweep, $"worker {i}")))];
        Array.ForEach(threads, t => t.Start());
        while (store.Read().Count(t => t.IsOver) < WarmUp * workers) Thread.Sleep(100);
        DateTimeOffset start = DateTimeOffset.UtcNow;
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        DateTimeOffset end = DateTimeOffset.UtcNow;
        store.Stop();
        Array.ForEach(threads, t => t.Join());
        List<Trial> trials = [.. store.Read().Where(t => t.Ended > start && t.Ended <= end)];
        return (trials.Count / (end - start).TotalSeconds, trials.Average(t => int.Parse(t.ProposedBy)));
    }

    private static void Work(string location, string sweep, string worker)
    {
        using ITrialStore store = TrialStore.Open(location, sweep);
        int asked = 0;
        while (store.Add((_, number) => (new Configuration([KeyValuePair.Create("X", (object)number)]), $"{++asked}")) is not null)
        {
            asked = 0;
            if (store.Take(worker, TimeSpan.FromMinutes(1)) is not { } trial) continue;
            Thread.Sleep(Milliseconds);
            store.Report(trial.Number, worker, new TrialReport(0, 1, 0.5, 0.2));
            store.End(trial.Number, worker, new TrialOutcome(TrialState.Completed) { Values = [0.5] });
        }
    }
}
