using System.Diagnostics;
using Microsoft.ML;
using MLNetDeep.AutoML;
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
        Architecture[] networks = [.. request.Networks.Select(network => Networks.Find(network.Arch))];
        InputColumns columns = input.Several(findsThem: networks.Length > 0 && networks.All(network => network.InputKind.Key == ColumnWishes.Several)) ?? input.Columns(networks);
        IDataView rows = Rows(ml, request, input, columns);
        Comparison comparison = Compare(ml, request, PredictionTask.Get(task.Key, columns.LabelColumn), columns, rows);
        CompareTable.Write(terminal, comparison);
        ResultJson.Write(request.Json, CompareJson.Metrics(comparison), watch.Elapsed.TotalSeconds, CompareJson.Options(request, task), CompareJson.Whole(comparison));
        return comparison.Reference is null ? throw new CommandException("Every contender failed.") : ExitCode.Done;
    }

    private static void Check(CompareRequest request)
    {
        if (request.Networks.Length + request.Baselines.Length == 0)
            throw new UsageException("Nothing to compare: name networks with --archs or trainers of ML.NET with --baselines.");
        foreach (string key in request.Baselines.Where(key => !CommandTask.AllBaselines.Contains(key, StringComparer.OrdinalIgnoreCase)))
            throw new UsageException($"Unknown baseline '{key}'. Baselines are {string.Join(", ", CommandTask.AllBaselines)}.");
        if (request.Networks.Select(n => n.Arch).Concat(request.Baselines).GroupBy(k => k, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"'{twice.Key}' is named {twice.Count()} times.");
        if (request is { IsTuned: false, Tuner: not "auto" })
            throw new UsageException("--tuner says how to tune: give --tune 00:01:00 or --tune-trials N too.");
        foreach (NetworkRequest network in request.Networks)
        {
            if (Networks.Stated(network).ExampleWeightColumnName is { } weight)
                throw new UsageException($"ExampleWeightColumnName={weight}: compare gives all rows the same weight.");
        }
        SafeFile.CheckWritable(request.Json);
    }

    private static void CheckBaselines(CompareRequest request, CommandTask task)
    {
        foreach (string key in request.Baselines.Where(key => !task.Baselines.Contains(key, StringComparer.OrdinalIgnoreCase)))
            throw new UsageException(task.Baselines.Count == 0
                ? $"ML.NET has no trainer for --task {task.Key} to compare with, so '{key}' is none."
                : $"Baselines for --task {task.Key} are {string.Join(", ", task.Baselines)}; '{key}' is none.");
    }

    // The rows with their label as trainers take it; what is known of them is told.
    private IDataView Rows(MLContext ml, CompareRequest request, OpenedInput input, InputColumns columns)
    {
        List<string> told = [];
        LabelledInput data = LabelledInput.Prepare(ml, input, columns, told.Add);
        KeyValuePair<string, long>[] rare = [.. data.Scan.Counts.Where(c => c.Value < request.Folds).OrderBy(c => c.Key, StringComparer.Ordinal)];
        if (rare.Length > 0)
            told.Add($"Not every fold can have a row of each class: {string.Join(", ", rare.Take(5).Select(r => $"'{r.Key}' has {r.Value}"))}{(rare.Length > 5 ? ", …" : "")} for {request.Folds} folds.");
        if (request.TuningBudget is { } time)
            told.Add($"Tuning may take {ProgressText.Duration(time * (request.Networks.Length + request.Baselines.Length) * request.Folds * request.Repeats)} in all.");
        DataSummary.Tell(terminal, input, columns, null, told);
        return data.Rows;
    }

    private Comparison Compare(MLContext ml, CompareRequest request, PredictionTask task, InputColumns columns, IDataView rows)
    {
        Contender[] contenders =
        [
            .. request.Networks.Select(network => Free(Contender.Deep(network.Arch, options => Networks.Options(options, network)), network)),
            .. request.Baselines.Select(key => Contender.Classical(task, key)),
        ];
        try
        {
            return ml.Deep().Compare(task, contenders, rows, Options(request, columns));
        }
        catch (OperationCanceledException e)
        {
            throw new CommandException("Stopped before the comparison was complete.", e);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message.Replace(TableSource.NameOfKept(""), "").Replace($" (Parameter '{e.ParamName}')", ""), e);
        }
    }

    // What was set stays as it was set: tuning searches the rest.
    private static Contender Free(Contender contender, NetworkRequest network)
    {
        string[] stated = [.. network.Set.Select(s => s.Split('=')[0].Trim())];
        return contender.WithSpace(new SearchSpace(contender.Space.Where(h => !stated.Contains(h.Name, StringComparer.OrdinalIgnoreCase))));
    }

    private static ComparisonTuning? Tuning(CompareRequest request) => request.IsTuned
        ? new ComparisonTuning { Budget = request.TuningBudget, Trials = request.TuningTrials, Tuner = request.Tuner == "auto" ? null : Tuner.Get(request.Tuner) }
        : null;

    private ComparisonOptions Options(CompareRequest request, InputColumns columns) => new()
    {
        Folds = request.Folds,
        Repeats = request.Repeats,
        Seed = request.Seed,
        Rope = request.Rope,
        FeatureColumnNames = columns.Graph is null ? columns.Table : null,
        ImageColumnName = columns.HasSounds ? null : columns.Picture,
        SoundColumnName = columns.HasSounds ? columns.Picture : null,
        TextColumnNames = columns.AllTexts,
        Graph = columns.Graph is null ? null : new GraphTrainerOptions(),
        GroupColumnName = columns.Group is { } group ? TableSource.NameOfKept(group) : null,
        TimeColumnName = columns.Time is { } time ? TableSource.NameOfKept(time) : null,
        Tuning = Tuning(request),
        Progress = new CompareProgress(terminal),
        CancellationToken = cancel,
    };
}
