using System.CommandLine;
using MLNetDeep.AutoML;
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
        var input = new InputOptions(takesSeveral: true);
        Option<string> archs = new("--archs") { Description = "Architectures, as 'mlnetdeep list' names them.", HelpName = "K,K", DefaultValueFactory = _ => "" };
        Option<string> baselines = new("--baselines")
        {
            Description = $"Trainers of ML.NET: {string.Join(", ", CommandTask.AllBaselines)}.",
            HelpName = "K,K",
            DefaultValueFactory = _ => "",
        };
        Option<int> folds = new("--folds") { Description = "Folds of the cross-validation.", HelpName = "N", DefaultValueFactory = _ => 5 };
        Option<int> repeats = new("--repeats") { Description = "Repetitions of the cross-validation, each with other folds.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<double> rope = new("--rope")
        {
            Description = "Region of practical equivalence: differences up to this are taken as none: of accuracies, AUC, F1 and R² as such, of errors and losses as a share of the reference's.",
            HelpName = "X",
            DefaultValueFactory = _ => 0.01,
        };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string?> json = SharedOptions.Json();
        Option<string?> tune = new("--tune")
        {
            Description = "Tune every trainer for so long on the training part of each fold, as 00:01:00: all by the same sweep, and never on test rows. Times trainers × folds × repeats.",
            HelpName = "T",
        };
        Option<int?> tuneTrials = new("--tune-trials") { Description = "Trials of that sweep at most; without --tune the only limit.", HelpName = "N" };
        Option<string> tuner = new("--tuner") { Description = $"Who proposes configurations when tuning: {string.Join(", ", Tuner.Keys)}.", HelpName = "T", DefaultValueFactory = _ => "auto" };
        var command = new Command("compare", "Cross-validate networks and classical trainers on the same folds, and say which differences are significant.");
        input.AddTo(command);
        foreach (Option option in new Option[] { archs, baselines, folds, repeats, rope, set, seed, maxEpochs, tune, tuneTrials, tuner, json })
            command.Add(option);
        command.SetAction(parsed => new CompareRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(new CompareRequest(
            input.Read(parsed),
            [.. Keys(parsed.GetRequiredValue(archs)).Select(key => new NetworkRequest(
                key, parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs)))],
            Keys(parsed.GetRequiredValue(baselines)),
            AtLeast(2, "--folds", parsed.GetRequiredValue(folds)),
            parsed.GetValue(seed) ?? 1,
            parsed.GetValue(json))
        {
            Repeats = AtLeast(1, "--repeats", parsed.GetRequiredValue(repeats)),
            Rope = NotBelowZero("--rope", parsed.GetRequiredValue(rope)),
            TuningBudget = SearchOptions.Time("--tune", parsed.GetValue(tune)),
            TuningTrials = parsed.GetValue(tuneTrials) is { } trials ? AtLeast(1, "--tune-trials", trials) : null,
            Tuner = SearchOptions.Known("--tuner", parsed.GetRequiredValue(tuner), Tuner.Keys),
        }));
        return command;
    }

    private static string[] Keys(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int AtLeast(int least, string option, int value) =>
        value >= least ? value : throw new UsageException($"{option} must be at least {least}, but was {value}.");

    private static double NotBelowZero(string option, double value) =>
        value >= 0 && double.IsFinite(value) ? value : throw new UsageException(FormattableString.Invariant($"{option} must be at least 0, but was {value}."));
}
