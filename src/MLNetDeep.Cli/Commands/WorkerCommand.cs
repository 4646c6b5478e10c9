using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Search;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>worker</c>: takes trials of a sweep in a store.</summary>
internal static class WorkerCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var store = new Option<string>("--store") { Description = "The store: a file, or postgres://user@host/database.", HelpName = "F|URL", Required = true };
        var sweep = new Option<string?>("--sweep") { Description = "The name of the sweep, where the store has several.", HelpName = "NAME" };
        var data = new Option<string?>("--data") { Description = "The data, where their path differs from that of the process that started the sweep.", HelpName = "F" };
        var trials = new Option<int?>("--trials") { Description = "Trials of the whole sweep at most. If neither this nor --budget is given: the limits of the sweep.", HelpName = "N" };
        var budget = new Option<string?>("--budget") { Description = "Time for this worker, as 01:00:00.", HelpName = "T" };
        (Option<bool> isolate, Option<string?> memory, Option<string?> gpuMemory) = (SearchOptions.Isolate(), SearchOptions.Memory(), SearchOptions.GpuMemory());
        var command = new Command("worker", "Run trials of a sweep in a store, in parallel with other workers on this machine and others.") { store, sweep, data, trials, budget, isolate, memory, gpuMemory };
        command.SetAction(parsed => new SearchRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Work(StoredRequest.Read(
            parsed.GetRequiredValue(store), parsed.GetValue(sweep), parsed.GetValue(data)) with
        {
            Trials = parsed.GetValue(trials),
            Budget = SearchOptions.Time("--budget", parsed.GetValue(budget)),
            Isolates = parsed.GetValue(isolate),
            Memory = SearchOptions.Bytes("--memory", parsed.GetValue(memory)),
            GpuMemory = SearchOptions.Bytes("--gpu-memory", parsed.GetValue(gpuMemory)),
        }));
        return command;
    }
}
