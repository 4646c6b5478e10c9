using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tables;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>synthesize</c>: learns a table and makes rows like its own.</summary>
internal static class SynthesizeCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        Option<string?> data = new("--data") { Description = $"{SharedOptions.Tables} It is learned.", HelpName = "F" };
        Option<string?> model = new("--model") { Description = "In place of --data: a model that --save wrote, to make more rows with.", HelpName = "M" };
        Option<string[]> features = new("--columns")
        {
            Description = "Columns to learn: names, ranges (p0..p63) and patterns (p*). If not given: all but row numbers, identifiers, long texts and empty columns.",
            HelpName = "A,B,…",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        Option<long?> count = new("--count") { Description = "Rows to make. If not given: as many as the table has.", HelpName = "N" };
        Option<string[]> where = new("--where")
        {
            Description = "Values that all synthetic rows are to have, in columns of categories.",
            HelpName = "COL=VALUE",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> label = new("--label") { Description = "Measure how good synthetic rows are: a fifth of the table is held out, and LightGbm learns this column from real and from synthetic rows. Text or a few values: classes; else numbers.", HelpName = "COL" };
        Option<string?> report = new("--report") { Description = "With --label: a page with the figures and the distributions of all columns.", HelpName = "F.html" };
        Option<string?> save = new("--save") { Description = "Also save the model, for --model.", HelpName = "M" };
        Option<int?> steps = new("--steps") { Description = "Steps from noise to rows; more are slower and closer to the table.", HelpName = "N" };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string> output = SharedOptions.Out("File to write: the synthetic rows, separated by tabs where its name ends in .tsv, else by commas.");
        Option<string?> json = SharedOptions.Json();
        var form = new FormOptions();
        var command = new Command("synthesize", "Learn a table and make rows like its own, by flow matching of numbers and diffusion of categories.")
        {
            data, model, features, count, where, label, report, save, steps, set, seed, maxEpochs, output, json,
        };
        form.AddTo(command);
        command.SetAction(parsed => new SynthesizeRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(new SynthesizeRequest(
            parsed.GetValue(data), parsed.GetValue(model), form.Read(parsed), parsed.GetValue(features) ?? [], Conditions(parsed.GetValue(where) ?? []),
            new NetworkRequest("tablesynthesizer", parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs)), parsed.GetRequiredValue(output))
        {
            Count = parsed.GetValue(count),
            Label = parsed.GetValue(label),
            Report = parsed.GetValue(report),
            Save = parsed.GetValue(save),
            Steps = parsed.GetValue(steps),
            Json = parsed.GetValue(json),
        }));
        return command;
    }

    private static Dictionary<string, string> Conditions(string[] texts)
    {
        string[] wrong = [.. texts.Where(text => text.IndexOf('=') <= 0)];
        if (wrong.Length > 0)
            throw new UsageException($"--where takes COL=VALUE, but was '{string.Join("', '", wrong)}'.");
        return texts.Select(text => text.Split('=', 2)).GroupBy(pair => pair[0], pair => pair[1]).ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First() : throw new UsageException($"--where names '{g.Key}' twice."));
    }
}
