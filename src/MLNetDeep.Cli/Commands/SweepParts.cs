using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Search;

namespace MLNetDeep.Cli.Commands;

/// <summary>What can be done with a sweep in a store: <c>sweep status</c>, <c>best</c>, <c>report</c>, <c>watch</c>, <c>export</c>, <c>skip</c>, <c>stop</c>, <c>resume</c>.</summary>
internal static class SweepParts
{
    public static IEnumerable<Command> Create(Terminal terminal, CancellationToken cancel)
    {
        var stored = new StoredSweepRun(terminal, cancel);
        yield return Part("status", "The progress of the sweeps in a store.", (store, name, _) => stored.Status(store, name));
        yield return Part("best", "The best trial, and its hyperparameters.", (store, name, _) => stored.Best(store, name));
        yield return Part("stop", "Stop a sweep for all its workers; running trials are finished.", (store, name, _) => stored.Stop(store, name));
        yield return Part("resume", "Resume a stopped sweep.", (store, name, _) => stored.Resume(store, name));
        Option<string> report = SharedOptions.Out("HTML page to write.");
        yield return Part("report", "Write the report, of a running sweep too.", (store, name, parsed) => stored.Report(store, name, parsed.GetRequiredValue(report)), report);
        Option<string> export = SharedOptions.Out("File to write: .csv for a row for each trial, .json for everything.");
        yield return Part("export", "Write all trials to a file.", (store, name, parsed) => stored.Export(store, name, parsed.GetRequiredValue(export)), export);
        Option<int> port = new("--port") { Description = "Port of this machine.", HelpName = "N", DefaultValueFactory = _ => 5080 };
        yield return Part("watch", "Serve the report to browsers on this machine while the sweep runs.", (store, name, parsed) => stored.Watch(store, name, parsed.GetValue(port)), port);
        Option<int> trial = new("--trial") { Description = "Number of the trial.", HelpName = "N", Required = true };
        yield return Part("skip", "Skip a waiting or running trial.", (store, name, parsed) => stored.Skip(store, name, parsed.GetRequiredValue(trial)), trial);
    }

    private static Command Part(string name, string description, Func<string, string?, ParseResult, int> action, params Option[] options)
    {
        var store = new Option<string>("--store") { Description = "The store: a file, or postgres://user@host/database.", HelpName = "F|URL", Required = true };
        var sweep = new Option<string?>("--sweep") { Description = "The name of the sweep, where the store has several.", HelpName = "NAME" };
        var command = new Command(name, description) { store, sweep };
        foreach (Option option in options)
            command.Add(option);
        command.SetAction(parsed => action(parsed.GetRequiredValue(store), parsed.GetValue(sweep), parsed));
        return command;
    }
}
