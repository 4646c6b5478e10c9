using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>pretrain</c> was asked.</summary>
internal sealed class PretrainRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    public int Run(PretrainRequest request)
    {
        var watch = Stopwatch.StartNew();
        Architecture architecture = Networks.Find(request.Network.Arch);
        if (request.MaskedShare is not (>= 0.01 and <= 0.5))
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--masked must be from 0.01 to 0.5, but was {request.MaskedShare}."));
        TrainerOptions options = Networks.Options(architecture.CreateOptions(), request.Network);
        options.CancellationToken = cancel;
        SafeFile.CheckWritable(request.Out);
        SafeFile.CheckWritable(request.Json);
        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        TrainingHistory history = options is TextTrainerOptions texts ? OfTexts(ml, texts, request) : OfRows(ml, architecture, options, request);
        Dictionary<string, double> metrics = BestEpoch.Metrics(history);
        Tell(request, history, metrics, options is TextTrainerOptions ? ("texts", "hidden tokens") : ("rows", "second views among those of a mini-batch"));
        JsonObject values = Networks.Values(options);
        values.Insert(0, "Architecture", architecture.Key);
        if (options is TextTrainerOptions)
            values.Insert(1, "MaskedShare", request.MaskedShare);
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, values);
        if (history.StopReason != StopReason.Cancelled)
            return ExitCode.Done;
        terminal.Say($"mlnetdeep: stopped before the end; the best weights so far are kept in '{request.Out}'.");
        return ExitCode.Failed;
    }

    private TrainingHistory OfTexts(MLContext ml, TextTrainerOptions options, PretrainRequest request)
    {
        (IDataView texts, string column) = Texts(ml, request);
        return TrainingDisplay.Run(terminal, options, () => Try(() => ml.Deep().Transforms.PretrainEncoder(texts, column, options, request.Out, request.MaskedShare)));
    }

    private TrainingHistory OfRows(MLContext ml, Architecture architecture, TrainerOptions options, PretrainRequest request)
    {
        // Refused before any row is read.
        Try(() => ml.Deep().Transforms.ContrastiveEmbedding(EmbedRun.Embedding, ["Features"], options, request.Views));
        DataSource source = DataSource.OpenToPredict([request.Data], request.Form);
        InputColumns columns = source.ChooseUnlabelled(request.Label, new ColumnWishes(request.Image, request.Text, request.Features, architecture.InputKind.Key));
        IDataView read = ImageCheck.Apply(ml, source.Load(ml, columns, LabelUse.None), columns.Image, source, request.Form.SkipBadRows, terminal.Say);
        ITransformer? join = Steps.Features(ml, columns, architecture)?.Fit(read);
        IDataView rows = join?.Transform(read) ?? read;
        foreach (string note in source.Notes)
            terminal.Say(note);
        using DeepTransformer encoder = TrainingDisplay.Run(terminal, options, () => Try(() =>
            ml.Deep().Transforms.ContrastiveEmbedding(EmbedRun.Embedding, columns.FeaturesFor(architecture), options, request.Views).Fit(rows)));
        var model = new TransformerChain<ITransformer>([.. new[] { join, encoder }.OfType<ITransformer>()]);
        SafeFile.Write(request.Out, temporary =>
        {
            ml.Deep().Model.Save(model, read.Schema, temporary);
            new ModelRecord("embedding", architecture.Key, columns, Networks.Values(options)).AddTo(temporary);
        });
        return encoder.History;
    }

    private (IDataView Rows, string Column) Texts(MLContext ml, PretrainRequest request)
    {
        if (DataSource.Open(request.Data, request.Form) is not TableSource source)
            throw new CommandException($"Texts are read from a table, but '{request.Data}' has images.");
        InputColumns columns = InputColumns.OfText(source.File, request.Text);
        foreach (string note in source.Notes)
            terminal.Say(note);
        terminal.Say($"{request.Data}: {source.File.Rows} rows, text in {columns.Text}.");
        return (source.Load(ml, columns, LabelUse.None), columns.Text!);
    }

    private static T Try<T>(Func<T> training)
    {
        try
        {
            return training();
        }
        catch (ArgumentException e)
        {
            throw new CommandException(Networks.WithoutParameter(e), e);
        }
    }

    private void Tell(PretrainRequest request, TrainingHistory history, Dictionary<string, double> metrics, (string Rows, string Found) words)
    {
        string found = metrics.TryGetValue("Accuracy", out double accuracy) ? string.Create(CultureInfo.InvariantCulture, $", which finds {accuracy:P1} of {words.Found}") : "";
        terminal.WriteLine($"{history.TrainingRows} {words.Rows} to train on, {history.ValidationRows} to validate on; best epoch {history.BestEpoch} of {history.Epochs.Count}{found}.");
        terminal.WriteLine($"Saved '{request.Out}'. To start from it: mlnetdeep train --arch {request.Network.Arch} --set PretrainedEncoder={request.Out}, with the same options of layers.");
    }
}
