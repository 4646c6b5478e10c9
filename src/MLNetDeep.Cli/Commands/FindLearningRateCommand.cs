using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>find-lr</c>: the learning-rate range test.</summary>
internal static class FindLearningRateCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var input = new InputOptions();
        Option<string?> arch = SharedOptions.Arch();
        arch.Required = true;
        Option<double> lowest = new("--lowest") { Description = "The lowest learning rate, at the start.", HelpName = "R", DefaultValueFactory = _ => 1e-6 };
        Option<double> highest = new("--highest") { Description = "The highest learning rate, at the end.", HelpName = "R", DefaultValueFactory = _ => 1 };
        Option<int> steps = new("--steps") { Description = "Optimizer steps, each of one mini-batch.", HelpName = "N", DefaultValueFactory = _ => 100 };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<string?> json = SharedOptions.Json();
        var command = new Command("find-lr", "Find a learning rate by a range test: a short training in which it is raised step by step.");
        input.AddTo(command);
        foreach (Option option in new Option[] { arch, lowest, highest, steps, set, seed, json })
            command.Add(option);
        command.SetAction(parsed => new FindLearningRateRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(new FindRequest(
            input.Read(parsed),
            new NetworkRequest(parsed.GetRequiredValue(arch)!, parsed.GetValue(set) ?? [], parsed.GetValue(seed), null),
            parsed.GetValue(lowest), parsed.GetValue(highest), parsed.GetValue(steps), parsed.GetValue(json))));
        return command;
    }
}
