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
        Architecture architecture = Networks.Find(request.Network.Arch);
        TrainerOptions options = Networks.Options(architecture, request.Network);
        options.CancellationToken = cancel;
        // Known now rather than after an hour of training.
        SafeFile.CheckWritable(request.Out);
        SafeFile.CheckWritable(request.Json);

        MLContext ml = Contexts.Create(terminal, verbose, options.Seed);
        DataSource source = request.Input.Open();
        DataSource? test = request.Test is null ? null : request.Input.Open(request.Test);
        InputColumns columns = request.Input.Columns(source, architecture);
        IDataView data = source.Load(ml, columns);
        CommandTask task = request.Input.Task;
        string[] classes = task.Classes(data, columns.Label);
        ITransformer labels = task.FitLabels(ml, data, columns, classes.Length > 0 ? classes : null);
        IDataView? measured = test is null ? null : labels.Transform(test.Load(ml, columns));

        TransformerChain<ITransformer> model = Fit(ml, task, architecture, options, columns, labels.Transform(data));
        TrainingHistory history = model.OfType<DeepTransformer>().Single().History;
        JsonObject values = Report.Options(request, architecture, options);
        Save(ml, model, data.Schema, request.Out, new ModelRecord(task.Key, architecture.Key, columns, values) { Classes = classes });
        Dictionary<string, double> metrics = measured is null ? Report.Validation(task, history) : task.Evaluate(ml, model.Transform(measured), columns.Label);
        values["MeasuredOn"] = request.Test ?? "validation";
        ResultJson.Write(request.Json, ResultJson.Numbers(metrics), watch.Elapsed.TotalSeconds, values);
        return Tell(request, history, metrics);
    }

    private TransformerChain<ITransformer> Fit(
        MLContext ml, CommandTask task, Architecture architecture, TrainerOptions options, InputColumns columns, IDataView data)
    {
        IEstimator<ITransformer>? features = Steps.Features(ml, columns, architecture);
        ITransformer? prepared = features?.Fit(data);
        IDataView rows = prepared?.Transform(data) ?? data;
        DeepTransformer network = TrainingDisplay.Run(terminal, options, () =>
            task.Catalog(ml.Deep()).FromArchitecture(architecture, columns.Label, columns.FeaturesFor(architecture), options).Fit(rows));
        ITransformer? names = task.Names(ml)?.Fit(network.Transform(rows));
        return new TransformerChain<ITransformer>([.. new[] { prepared, network, names }.OfType<ITransformer>()]);
    }

    private static void Save(MLContext ml, ITransformer model, DataViewSchema schema, string path, ModelRecord record) =>
        SafeFile.Write(path, temporary =>
        {
            ml.Deep().Model.Save(model, schema, temporary);
            record.AddTo(temporary);
        });

    private int Tell(TrainRequest request, TrainingHistory history, Dictionary<string, double> metrics)
    {
        terminal.Write(MetricTable.Of(metrics));
        terminal.WriteLine(Report.Summary(history, request.Test));
        terminal.WriteLine($"Saved '{request.Out}'.");
        if (history.StopReason != StopReason.Cancelled)
            return ExitCode.Done;
        string which = history.BestEpoch > 0 ? $"epoch {history.BestEpoch}" : "from within the first epoch";
        terminal.Say($"mlnetdeep: stopped before the end; the best model so far ({which}) is kept in '{request.Out}'.");
        return ExitCode.Failed;
    }
}
