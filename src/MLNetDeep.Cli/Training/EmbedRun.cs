using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>embed</c> was asked.</summary>
internal static class EmbedRun
{
    public const string Embedding = "Embedding";

    public static int Run(Terminal terminal, bool verbose, ScoreRequest request, string? text, string output)
    {
        SafeFile.CheckWritable(output);
        MLContext ml = Contexts.Create(terminal, verbose);
        SavedModel model = SavedModel.Load(ml, request.Model);
        using DeepTransformer embedding = Of(model, request.Model, text);
        DataSource source = model.OpenToPredict(request);
        string[] keep = source is TableSource { File: { } file } ? [.. ColumnPatterns.Names(file, request.Keep)] : request.Keep;
        // Of a sentence pair one text is read.
        InputColumns columns = model.Record.Columns.AllTexts.Length > 0 ? new InputColumns("") { Text = embedding.FeatureColumnName } : model.Record.Columns;
        IDataView rows = ImageCheck.Apply(ml, source.Load(ml, columns, LabelUse.None, keep), columns.Image, source, request.Form.SkipBadRows, terminal.Say, model.NeedsGrey);
        foreach (string note in source.Notes)
            terminal.Say(note);
        IEnumerable<ITransformer> before = (model.Transformer as IEnumerable<ITransformer> ?? [model.Transformer]).TakeWhile(step => step is not DeepTransformer);
        IDataView vectors = embedding.Transform(before.Aggregate(rows, (view, step) => step.Transform(view)));
        char separator = Path.GetExtension(output).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        long written = 0;
        SafeFile.Write(output, temporary => written = PredictionFile.Write(temporary, vectors, keep, [columns.Image, Embedding], [], separator));
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
