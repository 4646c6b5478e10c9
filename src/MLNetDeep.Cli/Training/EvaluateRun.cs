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
        string label = model.Record.Columns.Label;
        DataSource source = DataSource.Open(request.Data[0], request.Separator);
        // Said when the data has been found to be good: an error is one line.
        var notes = new List<string>();
        IDataView scored = model.Score(ml, source, request.SkipBad, notes.Add);
        CommandTask task = CommandTask.Get(model.Record.Task);
        foreach (string name in model.Record.Columns.Targets.DefaultIfEmpty(label).Where(name => scored.Schema.GetColumnOrNull(name) is null))
            throw new CommandException(source.NoLabels(name));
        string[] classes = model.Record.Classes.Length > 0 ? model.Record.Classes : SavedModel.Classes(scored);
        source.CheckClasses(classes);
        notes.ForEach(terminal.Say);
        IDataView labelled = task.FitLabels(ml, scored, model.Record.Columns, classes).Transform(scored);
        Dictionary<string, double> metrics = task.Evaluate(ml, labelled, label);
        terminal.Write(MetricTable.Of(metrics));
        model.Record.Options["MeasuredOn"] = request.DataName;
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, model.Record.Options);
        return ExitCode.Done;
    }
}
