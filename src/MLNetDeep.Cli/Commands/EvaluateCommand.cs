using System.CommandLine;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>evaluate</c>: the metrics of a saved model on labelled data.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string> data = SharedOptions.Data();
        Option<string?> separator = SharedOptions.Separator();
        Option<bool> skipBad = SharedOptions.SkipBad();
        Option<string?> json = SharedOptions.Json();
        var command = new Command("evaluate", "Measure a saved model on labelled data.") { model, data, separator, skipBad, json };
        command.SetAction(parsed => EvaluateRun.Run(
            terminal,
            parsed.GetValue(SharedOptions.Verbose),
            new ScoreRequest(parsed.GetRequiredValue(model), [parsed.GetRequiredValue(data)], parsed.GetValue(separator), parsed.GetValue(json), parsed.GetValue(skipBad))));
        return command;
    }
}
