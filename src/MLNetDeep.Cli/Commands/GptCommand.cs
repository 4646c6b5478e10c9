using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>gpt</c>: language models of text files.</summary>
internal static class GptCommand
{
    private const string Arch = "gpt";

    public static Command Create(Terminal terminal, CancellationToken cancel) =>
        new("gpt", "Train and evaluate a language model of texts; 'generate' writes with it.") { Train(terminal, cancel), Evaluate(terminal) };

    private static Command Train(Terminal terminal, CancellationToken cancel)
    {
        (Option<string> data, Option<bool> lines) = Data();
        Option<int?> depth = new("--depth") { Description = "Layers; width, heads and learning rate follow from it.", HelpName = "N" };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string?> checkpoint = SharedOptions.Checkpoint();
        Option<string> output = SharedOptions.Out("Model zip to write.");
        Option<string?> json = SharedOptions.Json();
        var command = new Command("train", "Train a language model and save it as a model zip.") { data, lines, depth, set, seed, maxEpochs, checkpoint, output, json };
        command.SetAction(parsed => new GptRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Train(
            new TextFile(parsed.GetRequiredValue(data), parsed.GetValue(lines)), parsed.GetValue(depth),
            new NetworkRequest(Arch, parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs), null, parsed.GetValue(checkpoint)),
            parsed.GetRequiredValue(output), parsed.GetValue(json)));
        return command;
    }

    private static Command Evaluate(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        (Option<string> data, Option<bool> lines) = Data();
        Option<string?> json = SharedOptions.Json();
        var command = new Command("evaluate", "Tell how likely texts are to a language model: loss, perplexity, bits per character.") { model, data, lines, json };
        command.SetAction(parsed => new GptRun(terminal, parsed.GetValue(SharedOptions.Verbose), default).Evaluate(
            parsed.GetRequiredValue(model), new TextFile(parsed.GetRequiredValue(data), parsed.GetValue(lines)), parsed.GetValue(json)));
        return command;
    }

    private static (Option<string> Data, Option<bool> Lines) Data() =>
    (
        new("--data") { Description = "A text file in UTF-8: one text, or one in each line with --lines.", HelpName = "F", Required = true },
        new("--lines") { Description = "Each line is a text; empty ones are left out." }
    );
}
