using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>train</c> was asked.</summary>
internal sealed class TrainRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    public int Run(TrainRequest request)
    {
        var watch = Stopwatch.StartNew();
        OpenedInput? opened = request.Network.IsDefaultArch ? request.Input.Open() : null;
        Architecture architecture = Networks.Find(opened is null ? request.Network.Arch : Networks.Default(opened));
        PreviousModel? previous = request.From is null ? null : PreviousModel.Load(Contexts.Create(terminal, verbose), request.From);
        TrainerOptions options = Networks.Options(previous?.Options() ?? architecture.CreateOptions(), request.Network);
        options.CancellationToken = cancel;
        // Known now rather than after an hour of training.
        SafeFile.CheckWritable(request.Out);
        SafeFile.CheckWritable(request.Json);

        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        OpenedInput input = (opened ?? request.Input.Open(previous?.Record)).WithWeight(options);
        if (previous is null)
            input = input.WithParts(options);
        CommandTask task = input.Task;
        List<string> told = [];
        PreparedRows rows = previous is null
            ? PreparedRows.For(ml, input, architecture, request.Test, request.ValidationPath, told.Add)
            : PreparedRows.For(ml, input, request.Test, request.ValidationPath, previous, told.Add);
        options.ValidationSet = rows.Validation;
        options.ValidationGroupColumnName = rows.Columns.Group is { } group ? TableSource.NameOfKept(group) : null;
        options.ValidationTimeColumnName = rows.Columns.Time is { } time ? TableSource.NameOfKept(time) : null;
        DataSummary.Tell(terminal, input, rows.Columns, request.Network.IsDefaultArch ? architecture : null, told);
        DeepTransformer network = TrainingDisplay.Run(terminal, options, () => Fit(Steps.Trainer(ml, task, architecture, rows.Columns, options), rows, previous));
        TransformerChain<ITransformer> model = Chain(ml, task, network, rows);
        JsonObject values = Report.Options(request, task, architecture, options);
        (values[nameof(options.ValidationGroupColumnName)], values[nameof(options.ValidationTimeColumnName)], values[nameof(options.ExampleWeightColumnName)]) = (rows.Columns.Group, rows.Columns.Time, rows.Columns.Weight);
        Save(ml, model, rows.Schema, request.Out, new ModelRecord(task.Key, architecture.Key, rows.Columns, values) { Classes = rows.Classes });
        Dictionary<string, double> metrics = rows.Measured is null
            ? Report.Validation(task, network.History)
            : task.Evaluate(ml, model.Transform(rows.Measured), rows.Columns.LabelColumn);
        values["MeasuredOn"] = request.Test ?? "validation";
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, values);
        return Tell(request, network.History, metrics);
    }

    private static DeepTransformer Fit(DeepTrainer trainer, PreparedRows rows, PreviousModel? previous) =>
        previous is null ? trainer.Fit(rows.Rows) : trainer.Fit(rows.Rows, previous.Network);

    private static TransformerChain<ITransformer> Chain(MLContext ml, CommandTask task, DeepTransformer network, PreparedRows rows)
    {
        ITransformer? names = task.Names(ml)?.Fit(network.Transform(rows.Rows));
        return new TransformerChain<ITransformer>([.. new[] { rows.Features, network, names }.OfType<ITransformer>()]);
    }

    private static void Save(MLContext ml, ITransformer model, DataViewSchema schema, string path, ModelRecord record) =>
        SafeFile.Write(path, temporary =>
        {
            ml.Deep().Model.Save(model, schema, temporary);
            record.AddTo(temporary);
        });

    private int Tell(TrainRequest request, TrainingHistory history, Dictionary<string, double> metrics)
    {
        if (metrics.Count > 0)
            terminal.Write(MetricTable.Of(metrics));
        foreach (string note in MetricNotes.Of(metrics))
            terminal.WriteLine(note);
        terminal.WriteLine(Report.Summary(history, request.Test));
        terminal.WriteLine($"Saved '{request.Out}'.");
        if (history.StopReason != StopReason.Cancelled)
            return ExitCode.Done;
        string which = history.BestEpoch > 0 ? $"epoch {history.BestEpoch}" : "from within the first epoch";
        terminal.Say($"mlnetdeep: stopped before the end; the best model so far ({which}) is kept in '{request.Out}'.");
        return ExitCode.Failed;
    }
}
