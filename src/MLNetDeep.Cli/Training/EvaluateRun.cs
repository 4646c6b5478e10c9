using System.Diagnostics;
using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

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
        IDataView scored = model.Score(ml, request);
        if (scored.Schema.GetColumnOrNull(label) is null)
            throw new CommandException($"'{request.Data}' has no label column '{label}' to measure the model by.");
        IDataView labelled = Steps.MapLabels(ml, scored, label, SavedModel.Classes(scored));
        Dictionary<string, double> metrics = MetricValues.Of(ml.MulticlassClassification.Evaluate(labelled, label));
        terminal.Write(MetricTable.Of(metrics));
        model.Record.Options["MeasuredOn"] = request.Data;
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, model.Record.Options);
        return ExitCode.Done;
    }
}
