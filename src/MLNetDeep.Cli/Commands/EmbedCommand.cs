using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>embed</c>: the embeddings of rows by a saved model, row by row in the order of the data.</summary>
internal static class EmbedCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string[]> data = SharedOptions.DataToPredict();
        var form = new FormOptions();
        Option<string?> text = new("--text") { Description = "Column with the texts. If not given: the one that the model was trained on; of a sentence pair the first.", HelpName = "COL" };
        Option<string> output = SharedOptions.Out("File to write: the embedding of each row, made to length 1. Separated by tabs where its name ends in .tsv, else by commas.");
        Option<string[]> keep = SharedOptions.Keep("embeddings");
        var command = new Command("embed", "Write the embeddings of texts, images or rows of a table by a saved model: vectors whose dot product says how alike two are.") { model, data, text, output, keep };
        form.AddTo(command, knowsKinds: true);
        command.SetAction(parsed => EmbedRun.Run(
            terminal,
            parsed.GetValue(SharedOptions.Verbose),
            new ScoreRequest(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), form.Read(parsed), null) { Keep = parsed.GetValue(keep) ?? [] },
            parsed.GetValue(text), parsed.GetRequiredValue(output)));
        return command;
    }
}
