using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Search;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>auto</c>: the best model that there is time for.</summary>
internal static class AutoCommand
{
    private const double DefaultMinutes = 10;

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var (input, result) = (new InputOptions(takesSeveral: true), new SearchResultOptions());
        Option<double> minutes = new("--minutes") { Description = "Time budget of the whole search.", HelpName = "X", DefaultValueFactory = _ => DefaultMinutes };
        var command = new Command("auto", "Find the best model in a given time: networks and classical trainers, their hyperparameters, and the mean of the best.");
        input.AddTo(command);
        command.Add(minutes);
        (Option<bool> isolate, Option<string?> memory, Option<string?> gpuMemory) = (SearchOptions.Isolate(), SearchOptions.Memory(), SearchOptions.GpuMemory());
        command.Add(isolate);
        command.Add(memory);
        command.Add(gpuMemory);
        result.AddTo(command);
        command.SetAction(parsed => new SearchRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(
            result.Read(parsed, input.Read(parsed)) with
            {
                Budget = TimeSpan.FromMinutes(AboveZero(parsed.GetValue(minutes))),
                Isolates = parsed.GetValue(isolate),
                Memory = SearchOptions.Bytes("--memory", parsed.GetValue(memory)),
                GpuMemory = SearchOptions.Bytes("--gpu-memory", parsed.GetValue(gpuMemory)),
            }));
        return command;
    }

    private static double AboveZero(double minutes) => minutes > 0 && double.IsFinite(minutes)
        ? minutes
        : throw new UsageException(FormattableString.Invariant($"--minutes must be above 0, but was {minutes}."));
}
