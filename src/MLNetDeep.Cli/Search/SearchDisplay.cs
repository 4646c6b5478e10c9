using MLNetDeep.AutoML;
using MLNetDeep.Cli.Output;
using Spectre.Console;

namespace MLNetDeep.Cli.Search;

/// <summary>Shows a search while it runs: a live table for a person, a line for each trial otherwise.</summary>
internal static class SearchDisplay
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs a search.</summary>
    public static SweepResult Run(Terminal terminal, Sweep sweep, Func<Sweep, SweepResult> search)
    {
        if (!terminal.Interactive)
            return search(sweep.OnProgress(progress => terminal.Say(Line(progress))));
        SweepResult? result = null;
        terminal.Console(terminal.Error).Live(new Text("reading the data")).Start(live =>
        {
            var control = new SweepControl();
            using var skip = new SkipKey(control);
            result = search(sweep.WithControl(control).OnProgress(progress => live.UpdateTarget(Screen(progress))));
        });
        return result!;
    }

    /// <summary>A line about the trial that ended last.</summary>
    public static string Line(SweepProgress progress)
    {
        string left = progress.Remaining is { } time && time > TimeSpan.Zero ? $", {ProgressText.Duration(time)} left" : "";
        if (progress.Stage != "searching")
            return $"{ProgressText.Duration(progress.Elapsed)}  {progress.Stage}{left}";
        Trial? last = progress.Trials.Where(t => t.IsOver).MaxBy(t => t.Ended);
        string what = last is null ? "" : $"trial {last.Number} {Key(last)} {(last.State == TrialState.Completed ? MetricTable.Number(last.Values[0]) : $"{last.State.ToString().ToLowerInvariant()}: {last.Reason}")}";
        string best = progress.Best is { } ahead ? $"  best {MetricTable.Number(ahead.Values[0])} (trial {ahead.Number} {Key(ahead)})" : "";
        return $"{ProgressText.Duration(progress.Elapsed)}  {what}{best}{left}";
    }

    private static string Key(Trial trial) => trial.Configuration.TryGet("contender", out object? key) ? $"{key}" : "";

    private static Rows Screen(SweepProgress progress)
    {
        IReadOnlyList<Trial> running = [.. progress.Trials.Where(t => t.State == TrialState.Running)];
        var table = SearchTable.Of([.. progress.Trials.Where(t => t.State == TrialState.Completed).OrderBy(t => t.Number == progress.Best?.Number ? 0 : 1)], [new Objective("Value", true)]);
        return new Rows(new Text(Line(progress)), table, new Text(running.Count > 0 ? $"running: {string.Join(", ", running.Select(t => $"{t.Number} {Key(t)}"))}; press s to skip, Ctrl-C to stop and keep the best" : ""));
    }

    // 's' at the terminal skips the running trials.
    private sealed class SkipKey : IDisposable
    {
        private readonly Timer? _timer;

        public SkipKey(SweepControl control)
        {
            if (!Console.IsInputRedirected)
                _timer = new Timer(_ => Look(control), null, _tick, _tick);
        }

        public void Dispose() => _timer?.Dispose();

        private static void Look(SweepControl control)
        {
            if (Console.KeyAvailable && Console.ReadKey(intercept: true).KeyChar == 's')
                control.SkipRunning();
        }
    }
}
