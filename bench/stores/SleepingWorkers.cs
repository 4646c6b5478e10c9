using System.Diagnostics;
using MLNetDeep.AutoML;

namespace MLNetDeep.Bench;

/// <summary>Worker processes whose trials only sleep: what is lost is the store's.</summary>
internal static class SleepingWorkers
{
    private const int Milliseconds = 200;

    /// <summary>Adds, takes and ends trials until the sweep is stopped.</summary>
    public static void Work(string location, string sweep)
    {
        string worker = $"{Environment.ProcessId}";
        using ITrialStore store = TrialStore.Create(location, sweep, "{}");
        while (store.Add((_, number) => (new Configuration([KeyValuePair.Create("X", (object)number)]), "random")) is not null)
        {
            if (store.Take(worker, TimeSpan.FromMinutes(1)) is not { } trial) continue;
            Thread.Sleep(Milliseconds);
            store.Report(trial.Number, worker, new TrialReport(0, 1, 0.5, 0.2));
            store.End(trial.Number, worker, new TrialOutcome(TrialState.Completed) { Values = [0.5] });
        }
    }

    /// <summary>Measures how many trials a second one and several of them end.</summary>
    public static void Measure(Report report, string location, int workers, int seconds)
    {
        double one = PerSecond(location, 1, seconds), many = PerSecond(location, workers, seconds);
        report.Add("1 worker", "a second", [one]);
        report.Add($"{workers} workers", "a second", [many]);
        report.Add($"{workers} workers", $"of {workers} times one", [many / (workers * one)]);
    }

    private static double PerSecond(string location, int workers, int seconds)
    {
        string sweep = $"{workers} workers";
        using ITrialStore store = TrialStore.Create(location, sweep, "{}");
        Process[] processes = [.. Enumerable.Range(0, workers).Select(_ => Process.Start("dotnet", [Environment.GetCommandLineArgs()[0], "worker", location, sweep]))];
        while (store.Read().Where(t => t.IsOver).Select(t => t.Worker).Distinct().Count() < workers) Thread.Sleep(100);
        Thread.Sleep(TimeSpan.FromSeconds(2)); // the code of all is warm by then
        DateTimeOffset start = DateTimeOffset.UtcNow;
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        DateTimeOffset end = DateTimeOffset.UtcNow;
        store.Stop();
        Array.ForEach(processes, p => p.WaitForExit());
        return store.Read().Count(t => t.Ended > start && t.Ended <= end) / (end - start).TotalSeconds;
    }
}
