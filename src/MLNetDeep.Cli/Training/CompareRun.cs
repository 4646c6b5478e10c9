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
        OpenedInput input = request.Input.Open();
        CommandTask task = input.Task;
        CheckBaselines(request, task);
        InputColumns columns = input.Columns([.. request.Networks.Select(network => Networks.Find(network.Arch))]);
        List<string> told = [];
        LabelledRows rows = LabelledRows.Load(ml, input.Source, columns, [], false, request.Input.DataPath, told.Add, request.Input.Form.SkipBadRows);
        (string[] classes, string why) = task.Classes(rows.Labels, columns.Label, request.Input.Positive);
        if (classes.Length > 0)
            told.Add($"Positive class: {classes[^1]}, {why}.");
        string[] known = classes.Length > 0 ? classes : rows.Labels.Classes;
        ITransformer labels = task.FitLabels(ml, rows.Rows, columns, known.Length > 0 ? known : null);
        IReadOnlyList<RowSplit> folds = Folds.Of(ml, labels.Transform(rows.Rows), rows, columns, request, told.Add);
        DataSummary.Tell(terminal, input, columns, null, told);

        Candidate[] candidates =
        [
            .. request.Networks.Select(network => Candidate.Network(ml, task, network, columns, cancel)),
            .. request.Baselines.Select(key => Candidate.Baseline(ml, task, key, columns)),
        ];
        FoldResults[] results = [.. candidates.Select(c => CrossValidate(ml, task, c, folds, columns.LabelColumn))];
        terminal.Write(CompareTable.Of(task, results));
        foreach (string note in MetricNotes.Of(results.SelectMany(r => r.Folds).SelectMany(f => f.Metrics).Where(m => task.Compared.Contains(m.Key)).DistinctBy(m => (m.Key, double.IsFinite(m.Value)))))
            terminal.WriteLine(note + " Means are over the other folds.");
        ResultJson.Write(request.Json, Metrics(results), watch.Elapsed.TotalSeconds, Options(request, task));
        return ExitCode.Done;
    }

    private static void Check(CompareRequest request)
    {
        if (request.Networks.Length + request.Baselines.Length == 0)
            throw new UsageException("Nothing to compare: name networks with --archs or trainers of ML.NET with --baselines.");
        foreach (string key in request.Baselines.Where(key => !CommandTask.BaselineKeys.Contains(key, StringComparer.OrdinalIgnoreCase)))
            throw new UsageException($"Unknown baseline '{key}'. Baselines are {string.Join(", ", CommandTask.BaselineKeys)}.");
        foreach (NetworkRequest network in request.Networks)
            Networks.Options(Networks.Find(network.Arch).CreateOptions(), network);
        SafeFile.CheckWritable(request.Json);
    }

    private static void CheckBaselines(CompareRequest request, CommandTask task)
    {
        foreach (string key in request.Baselines.Where(key => !task.Baselines.ContainsKey(key)))
            throw new UsageException(task.Baselines.Count == 0
                ? $"ML.NET has no trainer for --task {task.Key} to compare with, so '{key}' is none."
                : $"Baselines for --task {task.Key} are {string.Join(", ", task.Baselines.Keys)}; '{key}' is none.");
    }

    private FoldResults CrossValidate(
        MLContext ml, CommandTask task, Candidate candidate, IReadOnlyList<RowSplit> folds, string label)
    {
        var results = new List<FoldResult>();
        foreach (RowSplit fold in folds)
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
        MLContext ml, CommandTask task, IEstimator<ITransformer> pipeline, RowSplit fold, string label)
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

    private static JsonObject Options(CompareRequest request, CommandTask task)
    {
        var options = new JsonObject { ["Task"] = task.Key, ["Folds"] = request.Folds, ["Seed"] = request.Seed };
        foreach (NetworkRequest network in request.Networks)
            options[network.Arch] = Networks.Values(Networks.Options(Networks.Find(network.Arch).CreateOptions(), network));
        return options;
    }
}
