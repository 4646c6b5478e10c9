using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>embed</c> was asked.</summary>
internal static class EmbedRun
{
    private const string Embedding = "Embedding";

    public static int Run(Terminal terminal, bool verbose, ScoreRequest request, string? text, string output)
    {
        SafeFile.CheckWritable(output);
        MLContext ml = Contexts.Create(terminal, verbose);
        SavedModel model = SavedModel.Load(ml, request.Model);
        using DeepTransformer embedding = Of(model, request.Model, text);
        if (model.OpenToPredict(request) is not TableSource source)
            throw new CommandException($"Embeddings are those of texts in a table, but '{request.DataName}' has images.");
        string[] keep = [.. ColumnPatterns.Names(source.File, request.Keep)];
        IDataView rows = source.Load(ml, new InputColumns("") { Text = embedding.FeatureColumnName }, LabelUse.None, keep);
        foreach (string note in source.Notes)
            terminal.Say(note);
        IDataView vectors = embedding.Transform(rows);
        char separator = Path.GetExtension(output).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        long written = 0;
        SafeFile.Write(output, temporary => written = PredictionFile.Write(temporary, vectors, keep, [Embedding], [], separator));
        terminal.WriteLine($"{written} {(written == 1 ? "row" : "rows")} in '{output}'.");
        return ExitCode.Done;
    }

    private static DeepTransformer Of(SavedModel model, string path, string? text)
    {
        DeepTransformer network = model.Trained.FirstOrDefault()
            ?? throw new CommandException($"'{path}' is the result of a search, possibly of several models: it gives no embeddings. 'mlnetdeep train --arch KEY' makes a model that can.");
        try
        {
            return network.ToEmbedding(Embedding, text);
        }
        catch (NotSupportedException e)
        {
            throw new CommandException($"'{path}': {e.Message}", e);
        }
    }
}
