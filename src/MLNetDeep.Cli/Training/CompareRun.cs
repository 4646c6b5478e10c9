using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Cli.CommandLine;
using MLNetDeep.Cli.Data;
using MLNetDeep.Cli.Output;
using MLNetDeep.Cli.Tasks;

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
        InputColumns columns = request.Input.Columns(source, [.. request.Networks.Select(network => Networks.Find(network.Arch))]);
        IDataView data = PreparedRows.Load(ml, source, columns, request.Input, terminal.Say);
        CommandTask task = request.Input.Task;
        data = task.FitLabels(ml, data, columns).Transform(data);
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = ml.Data.CrossValidationSplit(data, request.Folds, seed: request.Seed);

        Candidate[] candidates =
        [
            .. request.Networks.Select(network => Candidate.Network(ml, task, network, columns, cancel)),
            .. request.Baselines.Select(key => Candidate.Baseline(ml, task, key, columns)),
        ];
        FoldResults[] results = [.. candidates.Select(c => CrossValidate(ml, task, c, folds, columns.Label))];
        terminal.Write(CompareTable.Of(task, results));
        ResultJson.Write(request.Json, Metrics(results), watch.Elapsed.TotalSeconds, Options(request));
        return ExitCode.Done;
    }

    private static void Check(CompareRequest request)
    {
        if (request.Networks.Length + request.Baselines.Length == 0)
            throw new UsageException("Nothing to compare: name networks with --archs or trainers of ML.NET with --baselines.");
        IReadOnlyDictionary<string, Baseline> baselines = request.Input.Task.Baselines;
        foreach (string key in request.Baselines.Where(key => !baselines.ContainsKey(key)))
            throw new UsageException(baselines.Count == 0
                ? $"ML.NET has no trainer for --task {request.Input.Task.Key} to compare with, so '{key}' is none."
                : $"Unknown baseline '{key}'. Baselines are {string.Join(", ", baselines.Keys)}.");
        foreach (NetworkRequest network in request.Networks)
            Networks.Options(Networks.Find(network.Arch).CreateOptions(), network);
        SafeFile.CheckWritable(request.Json);
    }

    private FoldResults CrossValidate(
        MLContext ml, CommandTask task, Candidate candidate, IReadOnlyList<DataOperationsCatalog.TrainTestData> folds, string label)
    {
        var results = new List<FoldResult>();
        foreach (DataOperationsCatalog.TrainTestData fold in folds)
        {
            results.Add(Measure(ml, task, candidate.Pipeline, fold, label));
            if (cancel.IsCancellationRequested)
                throw new CommandException("Stopped before the comparison was complete.");
            terminal.Say($"{candidate.Name}  fold {results.Count}/{folds.Count}  {task.Compared[0]} {MetricTable.Number(results[^1].Metrics.GetValueOrDefault(task.Compared[0], double.NaN))}"
                + $"  {ProgressText.Duration(TimeSpan.FromSeconds(results[^1].TrainingSeconds))}");
        }
        return new FoldResults(candidate.Name, results);
    }

    private static FoldResult Measure(
        MLContext ml, CommandTask task, IEstimator<ITransformer> pipeline, DataOperationsCatalog.TrainTestData fold, string label)
    {
        var training = Stopwatch.StartNew();
        ITransformer model = pipeline.Fit(fold.TrainSet);
        double trainingSeconds = training.Elapsed.TotalSeconds;
        var scoring = Stopwatch.StartNew();
        int rows = CountScores(model.Transform(fold.TestSet));
        double microseconds = scoring.Elapsed.TotalMicroseconds / Math.Max(1, rows);
        var metrics = task.Evaluate(ml, model.Transform(fold.TestSet), label);
        return new FoldResult(metrics, trainingSeconds, microseconds);
    }

    // Reads every score: a view does no work before.
    private static int CountScores(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? scored.GetColumn<float[]>("Score").Count()
        : scored.GetColumn<float>("Score").Count();

    private static JsonObject Metrics(FoldResults[] results)
    {
        var metrics = new JsonObject();
        foreach (FoldResults result in results)
            metrics[result.Name] = result.ToJson();
        return metrics;
    }

    private static JsonObject Options(CompareRequest request)
    {
        var options = new JsonObject { ["Task"] = request.Input.Task.Key, ["Folds"] = request.Folds, ["Seed"] = request.Seed };
        foreach (NetworkRequest network in request.Networks)
            options[network.Arch] = Networks.Values(Networks.Options(Networks.Find(network.Arch).CreateOptions(), network));
        return options;
    }
}
