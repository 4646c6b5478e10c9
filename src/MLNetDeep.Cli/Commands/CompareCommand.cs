using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>compare</c>: networks and classical trainers on the same folds.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var input = new InputOptions();
        Option<string> archs = new("--archs") { Description = "Architectures, as 'mlnetdeep list' names them.", HelpName = "K,K", DefaultValueFactory = _ => "" };
        Option<string> baselines = new("--baselines")
        {
            Description = $"Trainers of ML.NET: {string.Join(", ", CommandTask.BaselineKeys)}.",
            HelpName = "K,K",
            DefaultValueFactory = _ => "",
        };
        Option<int> folds = new("--folds") { Description = "Parts of the data, each once the test set.", HelpName = "N", DefaultValueFactory = _ => 5 };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string?> json = SharedOptions.Json();
        var command = new Command("compare", "Cross-validate networks and classical trainers on the same folds.");
        input.AddTo(command);
        foreach (Option option in new Option[] { archs, baselines, folds, set, seed, maxEpochs, json })
            command.Add(option);
        command.SetAction(parsed => new CompareRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(new CompareRequest(
            input.Read(parsed),
            [.. Keys(parsed.GetRequiredValue(archs)).Select(key => new NetworkRequest(
                key, parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs)))],
            Keys(parsed.GetRequiredValue(baselines)),
            AtLeastTwo(parsed.GetRequiredValue(folds)),
            parsed.GetValue(seed) ?? 1,
            parsed.GetValue(json))));
        return command;
    }

    private static string[] Keys(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int AtLeastTwo(int folds) =>
        folds >= 2 ? folds : throw new UsageException($"--folds must be at least 2, but was {folds}.");
}
