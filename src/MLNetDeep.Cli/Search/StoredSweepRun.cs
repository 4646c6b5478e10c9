using System.Globalization;
using CsvHelper;
using MLNetDeep.AutoML;
using MLNetDeep.AutoML.Reports;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using Spectre.Console;

namespace MLNetDeep.Cli.Search;

/// <summary>Looks at sweeps in a store, and acts on them.</summary>
internal sealed class StoredSweepRun(Terminal terminal, CancellationToken cancel)
{
    private const string Title = "Sweep";

    private static readonly string[] _fields = ["Trial", "State", "ProposedBy", "Started", "Ended", "Reason"];

    /// <summary>Opens a sweep; what is wrong with the store or the name is an error for users.</summary>
    public static ITrialStore Open(string location, string? name) => Guarded(() => TrialStore.Open(location, name));

    public int Status(string location, string? name)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Sweep", "Trials", "Completed", "Pruned", "Failed", "Skipped", "Running", "Waiting", "State", "Best");
        foreach (StoredSweep sweep in Guarded(() => TrialStore.List(location)).Where(s => name is null || s.Name == name))
        {
            using ITrialStore store = Open(location, sweep.Name);
            Trial? best = BestOf(store, SweepDefinition.FromJson(store.Definition));
            table.AddRow([.. new[] { sweep.Name, $"{sweep.Counts.Values.Sum()}" }
                .Concat(new[] { TrialState.Completed, TrialState.Pruned, TrialState.Failed, TrialState.Skipped, TrialState.Running, TrialState.Waiting }.Select(state => $"{sweep.Counts[state]}"))
                .Append(sweep.IsStopped ? "stopped" : sweep.Counts[TrialState.Running] > 0 ? "running" : "idle")
                .Append(best is null ? "" : $"{MetricTable.Number(best.Values[0])} (trial {best.Number})").Select(Markup.Escape)]);
        }
        terminal.Write(table);
        return ExitCode.Done;
    }

    public int Best(string location, string? name)
    {
        using ITrialStore store = Open(location, name);
        SweepDefinition definition = SweepDefinition.FromJson(store.Definition);
        Trial best = BestOf(store, definition) ?? throw new CommandException("No trial is completed yet.");
        terminal.WriteLine($"Trial {best.Number}, {definition.Objectives[0].Metric} {MetricTable.Number(best.Values[0])}.");
        terminal.Write(MetricTable.Of(new Dictionary<string, double>(best.Metrics)));
        foreach (var (option, value) in best.Configuration.Values)
            terminal.WriteLine(FormattableString.Invariant($"{option} = {value}"));
        return ExitCode.Done;
    }

    public int Report(string location, string? name, string path)
    {
        using ITrialStore store = Open(location, name);
        SweepReport.Write(SweepPages.ForPage(store, Title, CommandLine(location)), path);
        terminal.WriteLine($"Report: '{path}'.");
        return ExitCode.Done;
    }

    public int Watch(string location, string? name, int port)
    {
        using ITrialStore store = Open(location, name);
        using SweepWatch watch = Guarded(() => new SweepWatch(() => Document(store, location), port));
        terminal.WriteLine($"{watch.Address} shows the sweep; Ctrl-C ends.");
        watch.RunAsync(cancel).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    public int Export(string location, string? name, string path)
    {
        using ITrialStore store = Open(location, name);
        bool isJson = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        IReadOnlyList<Trial> trials = isJson ? store.Read() : Outcomes(store);
        SafeFile.Write(path, temporary => File.WriteAllText(temporary, isJson ? Document(store, location).ToJson() : Csv(trials)));
        terminal.WriteLine($"Wrote {trials.Count} trials to '{path}'.");
        return ExitCode.Done;
    }

    public int Skip(string location, string? name, int trial)
    {
        using ITrialStore store = Open(location, name);
        if (!store.Skip(trial))
            throw new CommandException($"Trial {trial} neither waits nor runs.");
        terminal.WriteLine($"Trial {trial} is skipped; one that runs ends at its next report.");
        return ExitCode.Done;
    }

    public int Stop(string location, string? name)
    {
        using ITrialStore store = Open(location, name);
        store.Stop();
        terminal.WriteLine("The sweep is stopped: workers take no more trials.");
        return ExitCode.Done;
    }

    public int Resume(string location, string? name)
    {
        using ITrialStore store = Open(location, name);
        store.Resume();
        terminal.WriteLine("The sweep may go on: run 'mlnetdeep sweep' or 'mlnetdeep worker' with this store.");
        return ExitCode.Done;
    }

    private static SweepDocument Document(ITrialStore store, string location) => SweepPages.Of(store, Title, CommandLine(location));

    private static string CommandLine(string location) => $"mlnetdeep sweep --store {TrialStore.Describe(location)} …";

    private static Trial? BestOf(ITrialStore store, SweepDefinition definition) =>
        store is DatabaseStore database ? database.ReadBest(definition.Objectives) : TrialRanking.Best(store.Read(), definition.Objectives);

    // Reports are many, and not needed for what is read here.
    private static IReadOnlyList<Trial> Outcomes(ITrialStore store) => store is DatabaseStore database ? database.ReadOutcomes() : store.Read();

    private static string Csv(IReadOnlyList<Trial> trials)
    {
        string[] metrics = [.. trials.SelectMany(t => t.Metrics.Keys).Distinct()], options = [.. trials.SelectMany(t => t.Configuration.Values.Keys).Distinct().Order(StringComparer.Ordinal)];
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions(), true))
        {
            csv.WriteHeader([.. _fields, .. metrics, .. options]);
            foreach (Trial t in trials)
                csv.WriteRecord([.. new object?[] { t.Number, t.State, t.ProposedBy, t.Started?.ToString("O"), t.Ended?.ToString("O"), t.Reason }
                    .Concat(metrics.Select(m => t.Metrics.TryGetValue(m, out double value) ? (object)value : null))
                    .Concat(options.Select(o => t.Configuration.TryGet(o, out object? value) ? value : null))
                    .Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")]);
        }
        return text.ToString();
    }

    private static T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException)
        {
            throw new CommandException(e is ArgumentException { ParamName: { } parameter } ? e.Message.Replace($" (Parameter '{parameter}')", "") : e.Message, e);
        }
    }
}
