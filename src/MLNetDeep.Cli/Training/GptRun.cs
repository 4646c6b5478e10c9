using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.ML;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>A file of text.</summary>
/// <param name="Path">The file.</param>
/// <param name="HasLines">Whether each line is a text.</param>
internal sealed record TextFile(string Path, bool HasLines)
{
    public IDataView Load(MLContext ml)
    {
        if (!File.Exists(Path))
            throw new CommandException($"There is no file '{Path}'.");
        IEnumerable<string> texts = HasLines ? File.ReadLines(Path, Encoding.UTF8).Where(line => line.Length > 0) : [File.ReadAllText(Path, Encoding.UTF8)];
        return ml.Data.LoadFromEnumerable(texts.Select(text => new TextRow { Text = text }).ToList());
    }

    private sealed class TextRow
    {
        public string Text { get; set; } = "";
    }
}

/// <summary>Does what <c>gpt</c> was asked.</summary>
internal sealed class GptRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    private const string Column = "Text";

    public int Train(TextFile data, int? depth, NetworkRequest request, string output, string? json)
    {
        var watch = Stopwatch.StartNew();
        string[] set = depth is { } layers ? [.. request.Set, string.Create(CultureInfo.InvariantCulture, $"{nameof(GptOptions.Depth)}={layers}")] : request.Set;
        var options = (GptOptions)Networks.Options(new GptOptions(), request with { Set = set });
        options.CancellationToken = cancel;
        SafeFile.CheckWritable(output);
        SafeFile.CheckWritable(json);
        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        IDataView texts = data.Load(ml);
        using GptTransformer model = TrainingDisplay.Run(terminal, options, () => Trainer(ml, options).Fit(texts));
        SafeFile.Write(output, model.Save);
        TrainingHistory history = model.History;
        Dictionary<string, double> metrics = BestEpoch.Metrics(history);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model.VocabularySize} different tokens; best epoch {history.BestEpoch} of {history.Epochs.Count}{(metrics.TryGetValue("Loss", out double loss) ? $", loss {loss:f4}, perplexity {Math.Exp(loss):f2}" : "")}."));
        terminal.WriteLine($"Saved '{output}'. To write with it: mlnetdeep generate --model {output} --prompt \"...\"");
        ResultJson.Write(json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, Networks.Values(options));
        if (history.StopReason != StopReason.Cancelled)
            return ExitCode.Done;
        terminal.Say($"mlnetdeep: stopped before the end; the best model so far is kept in '{output}'.");
        return ExitCode.Failed;
    }

    public int Evaluate(string path, TextFile data, string? json)
    {
        var watch = Stopwatch.StartNew();
        SafeFile.CheckWritable(json);
        if (!File.Exists(path))
            throw new CommandException($"There is no model '{path}'.");
        MLContext ml = Contexts.Create(terminal, verbose);
        IDataView texts = data.Load(ml);
        using GptTransformer model = ml.Deep().Generative.LoadGpt(path);
        LanguageMetrics metrics = model.Evaluate(texts);
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Loss {metrics.Loss:f4}, perplexity {metrics.Perplexity:f3}, {metrics.BitsPerCharacter:f3} bits per character; {metrics.Tokens} tokens, {metrics.Characters} characters."));
        ResultJson.Write(json, ResultJson.Numbers(
        [
            KeyValuePair.Create(nameof(metrics.Loss), metrics.Loss),
            KeyValuePair.Create(nameof(metrics.Perplexity), metrics.Perplexity),
            KeyValuePair.Create(nameof(metrics.BitsPerCharacter), metrics.BitsPerCharacter),
        ]), watch.Elapsed.TotalSeconds, []);
        return ExitCode.Done;
    }

    private static GptTrainer Trainer(MLContext ml, GptOptions options)
    {
        try
        {
            return ml.Deep().Generative.Gpt(Column, options);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
