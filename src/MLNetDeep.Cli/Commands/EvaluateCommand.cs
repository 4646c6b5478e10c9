using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
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
        var form = new FormOptions();
        Option<string?> json = SharedOptions.Json();
        Option<string?> unknown = new("--unknown")
        {
            Description = "Rows of classes that the model does not know: 'error' refuses them, 'wrong' counts them as wrong in the accuracy and excludes them from the other metrics.",
            HelpName = "error|wrong",
        };
        var command = new Command("evaluate", "Evaluate a saved model on labelled data.") { model, data, json, unknown };
        form.AddTo(command, knowsKinds: true);
        command.SetAction(parsed => EvaluateRun.Run(
            terminal,
            parsed.GetValue(SharedOptions.Verbose),
            new ScoreRequest(parsed.GetRequiredValue(model), [parsed.GetRequiredValue(data)], form.Read(parsed), parsed.GetValue(json)) { CountsUnknown = Unknown(parsed.GetValue(unknown)) }));
        return command;
    }

    private static bool Unknown(string? text) => text?.ToLowerInvariant() switch
    {
        null or "error" => false,
        "wrong" => true,
        _ => throw new UsageException($"--unknown must be error or wrong, but was '{text}'."),
    };
}
