using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
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
        if (architecture.CreateOptions() is not TextTrainerOptions plain)
            throw new UsageException($"--arch must be lstm, gru or texttransformer, but was '{request.Network.Arch}'.");
        if (request.MaskedShare is not (>= 0.01 and <= 0.5))
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--masked must be from 0.01 to 0.5, but was {request.MaskedShare}."));
        var options = (TextTrainerOptions)Networks.Options(plain, request.Network);
        options.CancellationToken = cancel;
        SafeFile.CheckWritable(request.Out);
        SafeFile.CheckWritable(request.Json);
        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        (IDataView texts, string column) = Texts(ml, request);
        TrainingHistory history = TrainingDisplay.Run(terminal, options, () => Train(ml, texts, column, options, request));
        Dictionary<string, double> metrics = BestEpoch.Metrics(history);
        Tell(request, history, metrics);
        JsonObject values = Networks.Values(options);
        values.Insert(0, "Architecture", architecture.Key);
        values.Insert(1, "MaskedShare", request.MaskedShare);
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, values);
        if (history.StopReason != StopReason.Cancelled)
            return ExitCode.Done;
        terminal.Say($"mlnetdeep: stopped before the end; the best weights so far are kept in '{request.Out}'.");
        return ExitCode.Failed;
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

    private static TrainingHistory Train(MLContext ml, IDataView texts, string column, TextTrainerOptions options, PretrainRequest request)
    {
        try
        {
            return ml.Deep().Transforms.PretrainEncoder(texts, column, options, request.Out, request.MaskedShare);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(Networks.WithoutParameter(e), e);
        }
    }

    private void Tell(PretrainRequest request, TrainingHistory history, Dictionary<string, double> metrics)
    {
        string found = metrics.TryGetValue("Accuracy", out double accuracy) ? string.Create(CultureInfo.InvariantCulture, $", which finds {accuracy:P1} of hidden tokens") : "";
        terminal.WriteLine($"{history.TrainingRows} texts to train on, {history.ValidationRows} to validate on; best epoch {history.BestEpoch} of {history.Epochs.Count}{found}.");
        terminal.WriteLine($"Saved '{request.Out}'. To start from it: mlnetdeep train --arch {request.Network.Arch} --set PretrainedEncoder={request.Out}, with the same options of layers.");
    }
}
