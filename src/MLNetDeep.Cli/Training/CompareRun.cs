using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;

namespace MLNetDeep.Cli.Training;

/// <summary>Does what <c>compare</c> was asked.</summary>
internal sealed class CompareRun(Terminal terminal, bool verbose, CancellationToken cancel)
{
    public int Run(CompareRequest request)
    {
        var watch = Stopwatch.StartNew();
        Check(request);
        MLContext ml = Contexts.Create(terminal, verbose, request.Seed);
        DataSource source = request.Input.Open();
        InputColumns columns = request.Input.Columns(source);
        IDataView data = source.Load(ml, columns);
        data = Steps.FitLabels(ml, data, columns.Label).Transform(data);
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = ml.Data.CrossValidationSplit(data, request.Folds, seed: request.Seed);

        Candidate[] candidates =
        [
            .. request.Networks.Select(network => Candidate.Network(ml, network, columns, cancel)),
            .. request.Baselines.Select(key => Candidate.Baseline(ml, key, columns)),
        ];
        FoldResults[] results = [.. candidates.Select(c => CrossValidate(ml, c, folds, columns.Label))];
        terminal.Write(CompareTable.Of(results));
        ResultJson.Write(request.Json, Metrics(results), watch.Elapsed.TotalSeconds, Options(request));
        return ExitCode.Done;
    }

    private static void Check(CompareRequest request)
    {
        if (request.Networks.Length + request.Baselines.Length == 0)
            throw new UsageException("Nothing to compare: name networks with --archs or trainers of ML.NET with --baselines.");
        Baselines.Check(request.Baselines);
        foreach (NetworkRequest network in request.Networks)
            Networks.Options(Networks.Find(network.Arch), network);
        SafeFile.CheckWritable(request.Json);
    }

    private FoldResults CrossValidate(
        MLContext ml, Candidate candidate, IReadOnlyList<DataOperationsCatalog.TrainTestData> folds, string label)
    {
        var results = new List<FoldResult>();
        foreach (DataOperationsCatalog.TrainTestData fold in folds)
        {
            results.Add(Measure(ml, candidate.Pipeline, fold, label));
            if (cancel.IsCancellationRequested)
                throw new CommandException("Stopped before the comparison was complete.");
            terminal.Say($"{candidate.Name}  fold {results.Count}/{folds.Count}  MicroAccuracy {MetricTable.Number(results[^1].Metrics["MicroAccuracy"])}"
                + $"  {ProgressText.Duration(TimeSpan.FromSeconds(results[^1].TrainingSeconds))}");
        }
        return new FoldResults(candidate.Name, results);
    }

    private static FoldResult Measure(
        MLContext ml, IEstimator<ITransformer> pipeline, DataOperationsCatalog.TrainTestData fold, string label)
    {
        var training = Stopwatch.StartNew();
        ITransformer model = pipeline.Fit(fold.TrainSet);
        double trainingSeconds = training.Elapsed.TotalSeconds;
        var scoring = Stopwatch.StartNew();
        int rows = model.Transform(fold.TestSet).GetColumn<float[]>("Score").Count();
        double microseconds = scoring.Elapsed.TotalMicroseconds / Math.Max(1, rows);
        var metrics = MetricValues.Of(ml.MulticlassClassification.Evaluate(model.Transform(fold.TestSet), label));
        return new FoldResult(metrics, trainingSeconds, microseconds);
    }

    private static JsonObject Metrics(FoldResults[] results)
    {
        var metrics = new JsonObject();
        foreach (FoldResults result in results)
            metrics[result.Name] = result.ToJson();
        return metrics;
    }

    private static JsonObject Options(CompareRequest request)
    {
        var options = new JsonObject { ["Task"] = request.Input.Task, ["Folds"] = request.Folds, ["Seed"] = request.Seed };
        foreach (NetworkRequest network in request.Networks)
            options[network.Arch] = Networks.Values(Networks.Options(Networks.Find(network.Arch), network));
        return options;
    }
}
