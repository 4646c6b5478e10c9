using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;
using Spectre.Console;

namespace MLNetDeep.Cli.Training;

/// <summary>A file with a word a line.</summary>
/// <param name="Path">The file.</param>
/// <param name="WordField">Which field of a line is the word.</param>
/// <param name="TagField">Which is the tag.</param>
internal sealed record TaggerFiles(string Path, int WordField, int TagField)
{
    public IDataView Load(MLContext ml)
    {
        if (!File.Exists(Path))
            throw new CommandException($"There is no file '{Path}'.");
        if (WordField < 0)
            throw new UsageException($"--word-field must be at least 0, but was {WordField}.");
        return ml.Deep().Tagging.LoadConll(Path, WordField, TagField);
    }
}

/// <summary>Does what <c>tagger</c> was asked.</summary>
internal sealed class TaggerRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    private const string Predicted = "PredictedTags", Probabilities = "TagProbabilities";

    public int Train(TaggerFiles data, string? test, NetworkRequest request, string output, string? json)
    {
        var watch = Stopwatch.StartNew();
        Architecture architecture = Networks.Find(request.Arch);
        if (architecture.CreateOptions() is not TextTrainerOptions)
            throw new UsageException($"--arch must be lstm, gru or texttransformer, but was '{request.Arch}'.");
        var options = (TextTrainerOptions)Networks.Options(architecture.CreateOptions(), request);
        options.CancellationToken = cancel;
        SafeFile.CheckWritable(output);
        SafeFile.CheckWritable(json);
        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        IDataView train = data.Load(ml);
        IDataView? measured = test is null ? null : (data with { Path = test }).Load(ml);
        using TaggingTransformer model = TrainingDisplay.Run(terminal, options, () => Trainer(ml, options).Fit(train));
        SafeFile.Write(output, temporary => ml.Model.Save(model, train.Schema, temporary));
        TaggingMetrics? metrics = measured is null ? null : ml.Deep().Tagging.Evaluate(model.Transform(measured));
        if (metrics is not null)
            Show(metrics);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{model.History.TrainingRows} sentences to train on, {model.Tags.Count} tags; best epoch {model.History.BestEpoch} of {model.History.Epochs.Count}."));
        terminal.WriteLine($"Saved '{output}'.");
        JsonObject values = Networks.Values(options);
        values.Insert(0, "Architecture", architecture.Key);
        ResultJson.Write(json, ResultJson.Numbers(metrics is null ? [] : Numbers(metrics)), watch.Elapsed.TotalSeconds, values);
        if (model.History.StopReason != StopReason.Cancelled)
            return ExitCode.Done;
        terminal.Say($"mlnetdeep: stopped before the end; the best model so far is kept in '{output}'.");
        return ExitCode.Failed;
    }

    public int Evaluate(string model, TaggerFiles data, string? json)
    {
        var watch = Stopwatch.StartNew();
        SafeFile.CheckWritable(json);
        MLContext ml = Contexts.Create(terminal, verbose);
        TaggingMetrics metrics = ml.Deep().Tagging.Evaluate(Score(ml, model, data));
        Show(metrics);
        ResultJson.Write(json, ResultJson.Numbers(Numbers(metrics)), watch.Elapsed.TotalSeconds, []);
        return ExitCode.Done;
    }

    public int Predict(string model, TaggerFiles data, string output, bool withProbabilities)
    {
        SafeFile.CheckWritable(output);
        MLContext ml = Contexts.Create(terminal, verbose);
        IDataView scored = Score(ml, model, data);
        long sentences = 0;
        SafeFile.Write(output, temporary =>
        {
            using var writer = new StreamWriter(temporary);
            foreach ((string[] words, string[] tags, float[] probabilities) in scored.GetColumn<string[]>(nameof(TaggedSentence.Words)).Zip(scored.GetColumn<string[]>(Predicted), scored.GetColumn<float[]>(Probabilities)))
            {
                foreach ((string word, string tag, float probability) in words.Zip(tags, probabilities))
                    writer.Write(withProbabilities ? string.Create(CultureInfo.InvariantCulture, $"{word}\t{tag}\t{probability:R}\n") : $"{word}\t{tag}\n");
                writer.Write('\n');
                sentences++;
            }
        });
        terminal.WriteLine($"Saved '{output}': {sentences} sentences.");
        return ExitCode.Done;
    }

    private static TaggingTrainer Trainer(MLContext ml, TextTrainerOptions options)
    {
        try
        {
            return ml.Deep().Tagging.Tagger(nameof(TaggedSentence.Tags), nameof(TaggedSentence.Words), options);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static IDataView Score(MLContext ml, string path, TaggerFiles data)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no model '{path}'.");
        ITransformer model = ml.Model.LoadForScoring(path, out DataViewSchema schema);
        if (schema?.GetColumnOrNull(nameof(TaggedSentence.Words)) is null || model.GetOutputSchema(schema).GetColumnOrNull(Predicted) is null)
            throw new CommandException($"'{path}' is no tagger that 'mlnetdeep tagger train' saved.");
        return model.Transform(data.Load(ml));
    }

    private void Show(TaggingMetrics metrics)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Entities").AddColumn(new TableColumn("Count").RightAligned());
        foreach (string name in new[] { "Precision", "Recall", "F1" })
            table.AddColumn(new TableColumn(name).RightAligned());
        foreach ((string type, TaggingMetrics one) in metrics.Types.Append(KeyValuePair.Create("all", metrics)))
            table.AddRow(Markup.Escape(type), one.Entities.ToString(CultureInfo.InvariantCulture), MetricTable.Number(one.Precision), MetricTable.Number(one.Recall), MetricTable.Number(one.F1));
        terminal.Write(table);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metrics.WordAccuracy:P2} of words have the right tag."));
    }

    private static IEnumerable<KeyValuePair<string, double>> Numbers(TaggingMetrics metrics) =>
    [
        KeyValuePair.Create(nameof(metrics.F1), metrics.F1),
        KeyValuePair.Create(nameof(metrics.Precision), metrics.Precision),
        KeyValuePair.Create(nameof(metrics.Recall), metrics.Recall),
        KeyValuePair.Create(nameof(metrics.WordAccuracy), metrics.WordAccuracy),
        .. metrics.Types.Select(type => KeyValuePair.Create($"F1 of {type.Key}", type.Value.F1)),
    ];
}
