using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>predict</c>: labels and scores of a saved model, row by row in the order of the data.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string[]> data = SharedOptions.DataToPredict();
        var form = new FormOptions();
        Option<string> output = SharedOptions.Out("Comma-separated file to write: predicted label, and a score for each class.");
        Option<string[]> keep = new("--keep") { Description = "Columns of the data, or properties of graphs, to write beside the predictions.", HelpName = "A,B,…", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var command = new Command("predict", "Score data with a saved model.") { model, data, output, keep };
        form.AddTo(command, knowsKinds: true);
        command.SetAction(parsed => PredictRun.Run(
            terminal,
            parsed.GetValue(SharedOptions.Verbose),
            new ScoreRequest(parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), form.Read(parsed), null) { Keep = parsed.GetValue(keep) ?? [] },
            parsed.GetRequiredValue(output)));
        return command;
    }
}
