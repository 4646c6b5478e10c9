using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Nodes;

/// <summary>Does what <c>nodes train</c> was asked.</summary>
internal sealed class NodesTrainRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    public int Run(NodesTrainRequest request)
    {
        var watch = Stopwatch.StartNew();
        Architecture architecture = Networks.Find(request.Network.Arch);
        if (Networks.Options(architecture.CreateOptions(), request.Network) is not GraphNetworkOptions options)
            throw new UsageException($"--arch must be one of {string.Join(", ", GraphSource.Networks)}, but was '{request.Network.Arch}'.");
        options.CancellationToken = cancel;
        SafeFile.CheckWritable(request.Out);
        SafeFile.CheckWritable(request.Json);

        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        TableSource nodes = Open(request.Input.DataPath, request.Input.Form);
        TableFile edges = EdgesFile.Open(request.EdgesPath, request.Input.Form);
        OpenedInput input = Input(request, nodes);
        InputColumns label = Label(nodes.File, input, request.Columns);
        NodeColumns columns = NodeTables.Choose(ml, nodes, request.Columns, request.Input.Features, label);
        NodeGraph graph = NodeTables.Graph(ml, nodes, edges, columns);
        List<string> told = [];
        LabelledInput rows = LabelledInput.Prepare(ml, input, label, told.Add);
        NodeParts parts = NodeParts.Of(ml, rows.Rows, columns.Split);
        options.ValidationSet = parts.Validation;
        Tell(input, graph, columns, label, parts, told);
        using DeepTransformer network = TrainingDisplay.Run(terminal, options, () => Trainer(ml, input.Task, graph, label, columns, options).Fit(parts.Train));
        ITransformer? names = input.Task.Names(ml)?.Fit(network.Transform(parts.Train));
        var model = new TransformerChain<ITransformer>([.. new[] { network, names }.OfType<ITransformer>()]);
        JsonObject values = Networks.Values(options);
        values.Insert(0, "Task", input.Task.Key);
        values.Insert(1, "Architecture", architecture.Key);
        var record = new ModelRecord(input.Task.Key, architecture.Key, label with { Layout = nodes.File.Layout.ToJson() }, values) { Classes = rows.Classes };
        Save(ml, model, nodes.Load(ml, label, LabelUse.None).Schema, new NodesRecord(record, columns), request.Out);
        Dictionary<string, double> metrics = parts.Test is null ? Report.Validation(input.Task, network.History) : input.Task.Evaluate(ml, model.Transform(parts.Test), label.LabelColumn);
        values["MeasuredOn"] = parts.Test is null ? "validation" : "test";
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, values);
        return Tell(request, network.History, metrics, parts.Test is null ? null : "test");
    }

    /// <summary>Opens a table of nodes.</summary>
    public static TableSource Open(string path, TableFileOptions form, TableLayout? layout = null) =>
        path != "-" && DataSource.Open(path, form, layout) is TableSource table ? table : throw new CommandException($"'{path}' is no table of nodes in a file.");

    private static OpenedInput Input(NodesTrainRequest request, TableSource nodes)
    {
        if (request.Input.TaskKey is { } key)
            return new OpenedInput(request.Input, nodes, CommandTask.Get(key), null);
        (CommandTask task, string why) = TaskFinder.Find(nodes, request.Input.Label);
        return new OpenedInput(request.Input, nodes, task, why);
    }

    // Rows have the id as it stands, the label, and the part that they are of.
    private static InputColumns Label(TableFile file, OpenedInput input, NodeColumns columns)
    {
        string label = input.Request.Label;
        bool isOne = !label.Contains(',') || file.Columns.Any(c => c.Name == label);
        string[] targets = isOne ? [] : [.. ColumnPatterns.Resolve(file, [label]).Select(c => c.Name)];
        return new InputColumns(isOne ? file.Column(label).Name : label)
        {
            Targets = targets,
            HasNumericLabel = input.Task.HasNumericLabel,
            Text = file.Column(columns.Id).Name,
            Group = columns.Split is { } split ? file.Column(split).Name : null,
        };
    }

    private static DeepTrainer Trainer(MLContext ml, CommandTask task, NodeGraph graph, InputColumns label, NodeColumns columns, GraphNetworkOptions options)
    {
        try
        {
            return task.Catalog(ml.Deep()).Nodes(label.LabelColumn, graph, options, columns.Id);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(Networks.WithoutParameter(e));
        }
    }

    private static void Save(MLContext ml, ITransformer model, DataViewSchema schema, NodesRecord record, string path) =>
        SafeFile.Write(path, temporary =>
        {
            ml.Deep().Model.Save(model, schema, temporary);
            record.AddTo(temporary);
        });

    private void Tell(OpenedInput input, NodeGraph graph, NodeColumns columns, InputColumns label, NodeParts parts, List<string> told)
    {
        string[] features = [.. columns.Numeric.Concat(columns.Categories), .. columns.Words.Select(w => $"{w.Name} (bag of {w.Vocabulary.Length} words)")];
        terminal.Say(NodeTables.Describe(graph));
        terminal.Say($"Label {label.Label}, features: {string.Join(", ", features.Take(12))}{(features.Length > 12 ? $" and {features.Length - 12} more" : "")}.");
        foreach (string line in input.Source.Notes.Concat(told))
            terminal.Say(line);
        if (parts.Outside > 0)
            terminal.Say($"{parts.Outside} labelled nodes are in no part of '{columns.Split}': nothing is learnt from their labels.");
        if (input.Why is not null)
            terminal.Say($"Task: {input.Task.Key}, because {input.Why}.");
    }

    private int Tell(NodesTrainRequest request, TrainingHistory history, Dictionary<string, double> metrics, string? test)
    {
        if (metrics.Count > 0)
            terminal.Write(MetricTable.Of(metrics));
        foreach (string note in MetricNotes.Of(metrics))
            terminal.WriteLine(note);
        terminal.WriteLine(Report.Summary(history, test));
        terminal.WriteLine($"Saved '{request.Out}'.");
        if (history.StopReason != StopReason.Cancelled)
            return ExitCode.Done;
        terminal.Say($"mlnetdeep: stopped before the end; the best model so far is kept in '{request.Out}'.");
        return ExitCode.Failed;
    }
}
