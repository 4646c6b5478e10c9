using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>train</c>: one network, saved as a model zip.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var input = new InputOptions();
        Option<string?> test = new("--test") { Description = "Data of the same form to measure the model on.", HelpName = "F" };
        Option<string> arch = new("--arch") { Description = "Architecture, as 'mlnetdeep list' names it.", HelpName = "KEY", Required = true };
        Option<float?> validation = new("--validation") { Description = "Share of the data to stop early by.", HelpName = "0.1" };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string?> checkpoint = new("--checkpoint")
        {
            Description = "Keep the state of the training in this file: the same command again goes on after an interruption.",
            HelpName = "F",
        };
        Option<string> output = SharedOptions.Out("Model zip to write.");
        Option<string?> json = SharedOptions.Json();
        var command = new Command("train", "Train a network and save it as a model zip.");
        input.AddTo(command);
        foreach (Option option in new Option[] { test, arch, set, seed, maxEpochs, validation, checkpoint, output, json })
            command.Add(option);
        command.SetAction(parsed => new TrainRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(new TrainRequest(
            input.Read(parsed),
            new NetworkRequest(
                parsed.GetRequiredValue(arch), parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs),
                parsed.GetValue(validation), parsed.GetValue(checkpoint)),
            parsed.GetValue(test),
            parsed.GetRequiredValue(output),
            parsed.GetValue(json))));
        return command;
    }
}
