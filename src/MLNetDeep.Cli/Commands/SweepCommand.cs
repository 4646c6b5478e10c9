using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Search;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>sweep</c>: a search of which everything can be said; its subcommands look at one in a store.</summary>
internal static class SweepCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var (input, search, result) = (new InputOptions(takesSeveral: true), new SearchOptions(), new SearchResultOptions());
        (Option<string?> store, Option<string> name) = (Store(), Name());
        var command = new Command("sweep", "Search architectures and hyperparameters.");
        input.AddTo(command);
        search.AddTo(command);
        command.Add(store);
        command.Add(name);
        result.AddTo(command);
        command.SetAction(parsed => new SearchRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(Limited(
            search.Read(parsed, result.Read(parsed, input.Read(parsed))) with { Store = parsed.GetValue(store), Name = parsed.GetRequiredValue(name) })));
        foreach (Command part in SweepParts.Create(terminal, cancel))
            command.Add(part);
        return command;
    }

    /// <summary>The option that names a store.</summary>
    public static Option<string?> Store() => new("--store") { Description = "Where trials are journaled: a file (SQLite), or postgres://user@host/database. A sweep that is there goes on.", HelpName = "F|URL" };

    /// <summary>The option that names a sweep in its store.</summary>
    public static Option<string> Name() => new("--sweep") { Description = "The name of the sweep in its store.", HelpName = "NAME", DefaultValueFactory = _ => "sweep" };

    private static SearchRequest Limited(SearchRequest request) => request.Budget is not null || request.Trials is not null || request.Tuner == "grid"
        ? request
        : throw new UsageException("A sweep needs an end: --budget 00:10:00, --trials N, or both.");
}
