using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>pretrain</c>: a network learns without labels, and later trainings start from its weights.</summary>
internal static class PretrainCommand
{
    private static readonly ContrastiveOptions _defaults = new();

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        Option<string> data = new("--data") { Description = $"{SharedOptions.Tables} Or a folder of images, or a text file with the path of an image in each line.", HelpName = "F", Required = true };
        var form = new FormOptions();
        Option<string?> text = new("--text") { Description = "Column with text. Found by itself where there is one column of sentences.", HelpName = "COL" };
        Option<string?> image = new("--image") { Description = "Column with paths of images.", HelpName = "COL" };
        Option<string[]> features = new("--features") { Description = "Feature columns: names, ranges (p0..p63) and patterns (p*). If not given: for tabular networks all that carry information, for other networks all numeric ones.", HelpName = "A,B,…", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        Option<string?> label = new("--label") { Description = "Column that is not learned from, such as the label of later trainings. If not given: Label, where there is one.", HelpName = "L" };
        Option<double?> temperature = new("--temperature") { Description = "Contrastive learning: the temperature. If not given: 0.5 for images, 1 for tables.", HelpName = "T" };
        Option<double> corruption = new("--corruption") { Description = "Contrastive learning of tables: the share of columns that are corrupted in one view.", HelpName = "P", DefaultValueFactory = _ => _defaults.CorruptionRate };
        Option<string> arch = new("--arch") { Description = "Architecture: lstm, gru or texttransformer to find hidden words of texts; any for images or tables for contrastive learning.", HelpName = "KEY", DefaultValueFactory = _ => "texttransformer" };
        Option<double> masked = new("--masked") { Description = "Share of tokens that are hidden in each step, from 0.01 to 0.5.", HelpName = "P", DefaultValueFactory = _ => 0.15 };
        Option<string[]> set = SharedOptions.Set();
        Option<int?> seed = SharedOptions.Seed();
        Option<int?> maxEpochs = SharedOptions.MaxEpochs();
        Option<string?> checkpoint = SharedOptions.Checkpoint();
        Option<string> output = SharedOptions.Out("File to write, for train --set PretrainedEncoder=F: tokenizer and weights; of images and tables a model zip, also for embed.");
        Option<string?> json = SharedOptions.Json();
        var command = new Command("pretrain", "Train a network without labels, for trainings that start from it: on texts to find hidden words, on images and tables to tell rows apart.") { data, text, image, features, label, arch, masked, temperature, corruption, set, seed, maxEpochs, checkpoint, output, json };
        form.AddTo(command);
        command.SetAction(parsed => new PretrainRun(terminal, parsed.GetValue(SharedOptions.Verbose), cancel).Run(new PretrainRequest(
            parsed.GetRequiredValue(data), form.Read(parsed), parsed.GetValue(text),
            new NetworkRequest(parsed.GetRequiredValue(arch), parsed.GetValue(set) ?? [], parsed.GetValue(seed), parsed.GetValue(maxEpochs), null, parsed.GetValue(checkpoint)),
            parsed.GetValue(masked), parsed.GetRequiredValue(output), parsed.GetValue(json))
        {
            Image = parsed.GetValue(image),
            Features = parsed.GetValue(features) ?? [],
            Label = parsed.GetValue(label),
            Views = new ContrastiveOptions { Temperature = parsed.GetValue(temperature), CorruptionRate = parsed.GetValue(corruption) },
        }));
        return command;
    }
}
