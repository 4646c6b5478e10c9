using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;
using MLNetDeep.Cli.Training;

namespace MLNetDeep.Cli.Nodes;

/// <summary>Does what <c>nodes evaluate</c> and <c>nodes predict</c> were asked.</summary>
internal sealed class NodesScoreRun(Terminal terminal, bool verbose)
{
    private const int Named = 10;

    public int Evaluate(NodesScoreRequest request, string? json)
    {
        var watch = Stopwatch.StartNew();
        SafeFile.CheckWritable(json);
        MLContext ml = Contexts.Create(terminal, verbose);
        NodesRecord record = NodesRecord.Read(request.Model);
        CommandTask task = CommandTask.Get(record.Model.Task);
        TableSource nodes = NodesTrainRun.Open(request.NodesPath, request.Form, record.Model.Columns.TableLayout);
        ITransformer model = Load(ml, request, record, nodes);
        string? split = request.Part == "all" ? null : record.Graph.Split ?? (request.Part is null ? null : throw new UsageException($"--part {request.Part}: the model was trained without --split."));
        InputColumns columns = record.Model.Columns with { Group = split };
        string[] classes = task.HasNumericLabel ? [] : new SavedModel(model, nodes.Load(ml, columns, LabelUse.None).Schema, record.Model).Classes(nodes.Load(ml, columns, LabelUse.None));
        List<string> told = [.. nodes.Notes];
        IDataView rows = LabelledRows.Load(ml, nodes, columns, classes, false, request.NodesPath, told.Add, request.Form.SkipBadRows).Rows;
        if (split is not null)
            rows = NodeParts.Named(ml, rows, split, request.Part ?? "test");
        IDataView scored = model.Transform(rows);
        if (UnknownIds(scored, columns.Text!) is { Count: > 0 } unknown)
            throw new CommandException($"{Unknown(unknown, request)} --edges names the edges of another graph.");
        told.ForEach(terminal.Say);
        IDataView labelled = task.FitLabels(ml, scored, columns, classes.Length > 0 ? classes : null).Transform(scored);
        Dictionary<string, double> metrics = task.Evaluate(ml, labelled, columns.LabelColumn);
        terminal.Write(MetricTable.Of(metrics));
        foreach (string note in MetricNotes.Of(metrics))
            terminal.WriteLine(note);
        record.Model.Options["MeasuredOn"] = split is null ? request.NodesPath : $"{request.Part ?? "test"} of {request.NodesPath}";
        ResultJson.Write(json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, record.Model.Options);
        return ExitCode.Done;
    }

    public int Predict(NodesScoreRequest request, string output)
    {
        SafeFile.CheckWritable(output);
        MLContext ml = Contexts.Create(terminal, verbose);
        NodesRecord record = NodesRecord.Read(request.Model);
        TableSource nodes = NodesTrainRun.Open(request.NodesPath, request.Form, record.Model.Columns.TableLayout);
        ITransformer model = Load(ml, request, record, nodes);
        string id = record.Graph.Id;
        string[] keep = [id, .. ColumnPatterns.Names(nodes.File, request.Keep).Where(name => name != id)];
        IDataView scored = model.Transform(nodes.Load(ml, record.Model.Columns, LabelUse.None, keep));
        foreach (string note in nodes.Notes)
            terminal.Say(note);
        if (UnknownIds(scored, id) is { Count: > 0 } unknown)
            terminal.Say($"{Unknown(unknown, request)} They have no prediction.");
        long written = 0;
        SafeFile.Write(output, temporary => written = PredictionFile.Write(temporary, scored, keep, ["PredictedLabel", "Score", "Probability"], record.Model.Classes));
        terminal.WriteLine($"{written} {(written == 1 ? "node" : "nodes")} in '{output}'.");
        return ExitCode.Done;
    }

    // Of the graph that it was trained on, a model is a table of scores; of another one it computes them.
    private ITransformer Load(MLContext ml, NodesScoreRequest request, NodesRecord record, TableSource nodes)
    {
        if (request.EdgesPath is not { } path)
            return ml.Model.LoadForScoring(request.Model, out _);
        NodeGraph graph = NodeTables.Graph(ml, nodes, EdgesFile.Open(path, request.Form), record.Graph);
        terminal.Say(NodeTables.Describe(graph));
        ITransformer[] steps = [.. (TransformerChain<ITransformer>)ml.Deep().Model.Load(request.Model, out _)];
        return new TransformerChain<ITransformer>([.. steps.Select(step => step is DeepTransformer network ? ml.Deep().Graphs.OnGraph(network, graph) : step)]);
    }

    private static List<string> UnknownIds(IDataView scored, string id)
    {
        IEnumerable<float> first = scored.Schema["Score"].Type is VectorDataViewType
            ? scored.GetColumn<VBuffer<float>>("Score").Select(scores => scores.GetItemOrDefault(0))
            : scored.GetColumn<float>("Score");
        return [.. scored.GetColumn<string>(id).Zip(first).Where(row => float.IsNaN(row.Second)).Select(row => row.First)];
    }

    private static string Unknown(List<string> ids, NodesScoreRequest request) =>
        $"{ids.Count} {(ids.Count == 1 ? "id" : "ids")} of '{request.NodesPath}' {(ids.Count == 1 ? "is" : "are")} not in the graph that the model was trained on: {string.Join(", ", ids.Take(Named).Select(id => $"'{id}'"))}{(ids.Count > Named ? ", …" : "")}.";
}
