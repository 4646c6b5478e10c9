using System.CommandLine;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Nodes;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Commands;

/// <summary><c>nodes</c>: networks for the nodes of one graph, from a table of nodes and one of edges.</summary>
internal static class NodesCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel) =>
        new("nodes", "Train, evaluate and use a network for the nodes of one graph, such as papers that cite each other.") { NodesTrainCommand.Create(terminal, cancel), Evaluate(terminal), Predict(terminal) };

    /// <summary>The table of nodes.</summary>
    public static Option<string> Nodes(string what) => new("--nodes") { Description = what, HelpName = "F", Required = true };

    private static Command Evaluate(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string> nodes = Nodes("Table of nodes with the ids and labels.");
        Option<string?> edges = OtherEdges();
        Option<string?> part = new("--part") { Description = "Which nodes, by the column of --split in training: train, validation, test or all. If not given: test where there was such a column, else all.", HelpName = "PART" };
        Option<string?> json = SharedOptions.Json();
        var form = new FormOptions();
        var command = new Command("evaluate", "Evaluate a saved network on labelled nodes.") { model, nodes, edges, part, json };
        form.AddTo(command, knowsKinds: true);
        command.SetAction(parsed => new NodesScoreRun(terminal, parsed.GetValue(SharedOptions.Verbose)).Evaluate(
            new NodesScoreRequest(parsed.GetRequiredValue(model), parsed.GetRequiredValue(nodes), form.Read(parsed)) { EdgesPath = parsed.GetValue(edges), Part = Part(parsed.GetValue(part)) },
            parsed.GetValue(json)));
        return command;
    }

    private static Command Predict(Terminal terminal)
    {
        Option<string> model = SharedOptions.Model();
        Option<string> nodes = Nodes("Table of nodes to predict: their ids are enough, but for --edges.");
        Option<string?> edges = OtherEdges();
        Option<string> output = SharedOptions.Out("Comma-separated file to write: id, predicted label, and a score for each class.");
        Option<string[]> keep = new("--keep") { Description = "Columns of the nodes to write beside the predictions.", HelpName = "A,B,…", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
        var form = new FormOptions();
        var command = new Command("predict", "Predict nodes with a saved network, by their ids.") { model, nodes, edges, output, keep };
        form.AddTo(command, knowsKinds: true);
        command.SetAction(parsed => new NodesScoreRun(terminal, parsed.GetValue(SharedOptions.Verbose)).Predict(
            new NodesScoreRequest(parsed.GetRequiredValue(model), parsed.GetRequiredValue(nodes), form.Read(parsed)) { EdgesPath = parsed.GetValue(edges), Keep = parsed.GetValue(keep) ?? [] },
            parsed.GetRequiredValue(output)));
        return command;
    }

    private static Option<string?> OtherEdges() => new("--edges")
    {
        Description = "Table of edges, where --nodes and --edges are another graph than that of the training. If not given: nodes of that one.",
        HelpName = "F",
    };

    private static string? Part(string? text) => text?.ToLowerInvariant() switch
    {
        null => null,
        "val" => "validation",
        "train" or "validation" or "test" or "all" => text.ToLowerInvariant(),
        _ => throw new UsageException($"--part must be train, validation, test or all, but was '{text}'."),
    };
}
