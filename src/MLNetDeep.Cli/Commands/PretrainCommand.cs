using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>pretrain</c>: a network for texts learns without labels, and later trainings start from its weights.</summary>
internal static class PretrainCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        Option<string> data = SharedOptions.Table();
        var form = new FormOptions();
        Option<string?> text = new("--text") { Description = "Column with text. Found by itself where there is one column of sentences.", HelpName = "COL" };
        Option<string> arch = new("--arch") { Description = "Architecture: lstm, gru or texttransformer.", HelpName = "KEY", DefaultValueFactory = _ => "texttransformer" };
        Option<double> masked = new("--masked") { Description = "Share of tokens that are hidden in each step, from 0.01 to 0.5.", HelpName = "P", DefaultValueFactory = _ => 0.15 };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string?> checkpoint = SharedOptions.Checkpoint();
        Option<string> output = SharedOptions.Out("File to write: tokenizer and weights, for train --set PretrainedEncoder=F.");
        Option<string?> json = SharedOptions.Json();
        var command = new Command("pretrain", "Train a network on texts without labels, to find hidden words, for trainings that start from it.") { data, text, arch, masked, set, seed, maxEpochs, checkpoint, output, json };
        form.AddTo(command);
        command.SetAction(parsed => new PretrainRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(new PretrainRequest(
            parsed.GetRequiredValue(data), form.Read(parsed), parsed.GetValue(text),
            new NetworkRequest(parsed.GetRequiredValue(arch), parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs), null, parsed.GetValue(checkpoint)),
            parsed.GetValue(masked), parsed.GetRequiredValue(output), parsed.GetValue(json))));
        return command;
    }
}
