using System.Diagnostics;
using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>evaluate</c> was asked.</summary>
internal static class EvaluateRun
{
    public static int Run(Terminal terminal, bool verbose, ScoreRequest request)
    {
        var watch = Stopwatch.StartNew();
        SafeFile.CheckWritable(request.Json);
        MLContext ml = Contexts.Create(terminal, verbose);
        SavedModel model = SavedModel.Load(ml, request.Model);
        InputColumns columns = model.Record.Columns;
        CommandTask task = CommandTask.Get(model.Record.Task);
        DataSource source = model.Open(request);
        List<string> told = [.. source.Notes];
        string[] classes = task.HasNumericLabel ? [] : model.Classes(source.Load(ml, columns, LabelUse.None));
        LabelledRows rows = LabelledRows.Load(ml, source, columns, classes, request.CountsUnknown, request.DataName, told.Add,
            skipBad: request.Form.SkipBadRows, needsGrey: model.NeedsGrey, hint: " Where such rows are to count as wrong, give --unknown wrong.");
        told.ForEach(terminal.Say);
        IDataView scored = model.Transformer.Transform(rows.Rows);
        IDataView labelled = task.FitLabels(ml, scored, columns, classes.Length > 0 ? classes : null).Transform(scored);
        Dictionary<string, double> metrics = rows.Labels.Rows > rows.Unknown ? task.Evaluate(ml, labelled, columns.LabelColumn) : new() { [task.Key == "binary" ? "Accuracy" : "MicroAccuracy"] = 0 };
        CountUnknown(terminal, metrics, rows);
        terminal.Write(MetricTable.Of(metrics));
        foreach (string note in MetricNotes.Of(metrics))
            terminal.WriteLine(note);
        model.Record.Options["MeasuredOn"] = request.DataName;
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, model.Record.Options);
        return ExitCode.Done;
    }

    private static void CountUnknown(Terminal terminal, Dictionary<string, double> metrics, LabelledRows rows)
    {
        if (rows.Unknown == 0)
            return;
        double known = (double)(rows.Labels.Rows - rows.Unknown) / rows.Labels.Rows;
        foreach (string name in new[] { "Accuracy", "MicroAccuracy" }.Where(metrics.ContainsKey))
            metrics[name] *= known;
        terminal.Say($"{rows.Unknown} of {rows.Labels.Rows} rows are of classes that the model does not know: they count as wrong in the accuracy and are left out of the other metrics.");
    }
}
