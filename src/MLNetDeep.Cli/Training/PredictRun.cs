using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>predict</c> was asked.</summary>
internal static class PredictRun
{
    public static int Run(Terminal terminal, bool verbose, ScoreRequest request, string output)
    {
        SafeFile.CheckWritable(output);
        MLContext ml = Contexts.Create(terminal, verbose);
        SavedModel model = SavedModel.Load(ml, request.Model);
        DataSource source = model.OpenToPredict(request);
        string[] keep = source switch
        {
            TableSource { File: { } file } => [.. ColumnPatterns.Names(file, request.Keep)],
            GraphSource graphs => [.. request.Keep.SelectMany(graphs.LabelsOf).Distinct()],
            _ => request.Keep,
        };
        // Said when the data has been found to be good: an error is one line.
        List<string> told = [.. source.Notes];
        IDataView rows = ImageCheck.Apply(ml, source.Load(ml, model.Record.Columns, LabelUse.None, keep), model.Record.Columns.Image, source, request.Form.SkipBadRows, told.Add, model.NeedsGrey);
        told.ForEach(terminal.Say);
        IDataView scored = model.Transformer.Transform(rows);
        long written = 0;
        SafeFile.Write(output, temporary => written = PredictionFile.Write(temporary, scored, keep, [model.Record.Columns.Image, "PredictedLabel", "Score", "Probability"], model.Record.Classes));
        terminal.WriteLine($"{written} {(written == 1 ? "row" : "rows")} in '{output}'.");
        return ExitCode.Done;
    }
}
