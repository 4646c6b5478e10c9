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
        DataSource source = model.Open(request);
        foreach (string note in source.Notes)
            terminal.Say(note);
        IDataView scored = model.Transformer.Transform(source.Load(ml, model.Record.Columns, LabelUse.None, request.Keep));
        long rows = 0;
        SafeFile.Write(output, temporary => rows = PredictionFile.Write(temporary, scored, request.Keep, model.Record.Columns.Image, model.Record.Classes));
        terminal.WriteLine($"{rows} rows in '{output}'.");
        return ExitCode.Done;
    }
}
