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
        IDataView scored = model.Score(ml, DataSource.OpenToPredict(request.Data, request.Separator), request.SkipBad, terminal.Say);
        long rows = 0;
        SafeFile.Write(output, temporary => rows = PredictionFile.Write(temporary, scored, model.Record.Columns.Image, model.Record.Classes));
        terminal.WriteLine($"{rows} {(rows == 1 ? "row" : "rows")} in '{output}'.");
        return ExitCode.Done;
    }
}
