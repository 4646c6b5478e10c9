using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLNetDeep.AutoML;
using MLNetDeep.Cli.CommandLine;

namespace MLNetDeep.Cli.Search;

/// <summary>Makes the sweep that a command line asks for.</summary>
internal static class SearchSweep
{
    public static Sweep Build(MLContext ml, SearchRequest request, SearchData data, IDataView? validation)
    {
        var task = PredictionTask.Get(data.Task.Key, data.Columns.LabelColumn);
        Sweep sweep = data.Sweep(ml).WithSeed(request.Seed).InParallel(request.Parallel).WithEnsemble(request.Ensemble).WithRefit(request.Refits).WithSource(request.Definition?.Source ?? Source(request));
        sweep = sweep.WithValidation(validation is not null ? SweepValidation.On(validation) : data.Ordered(request.StatedValidation() ?? SweepValidation.Auto));
        if (request.Definition is { } definition)
            sweep = sweep.Over([.. definition.Contenders.Select(c => c.ToContender(task))]);
        else if (request.Contenders.Length > 0 || request.Space is not null)
            sweep = sweep.Over([.. SpaceFile.Apply(request.Space, Contenders(request, task, data))]);
        if (request.Tuner != "auto")
            sweep = sweep.WithTuner(Tuner.Get(request.Tuner));
        if (request.Pruner != "none")
            sweep = sweep.WithPruner(Pruner.Get(request.Pruner));
        if (request.Objectives.Length > 0)
            sweep = sweep.WithObjectives([.. request.Objectives.Select(o => Objective(o, task))]);
        sweep = request.Constraints.Select(Constraint).Aggregate(sweep, (s, c) => s.WithConstraint(c.Metric, c.Maximum));
        return Limited(sweep, request);
    }

    private static Sweep Limited(Sweep sweep, SearchRequest request)
    {
        if (request.Budget is { } budget)
            sweep = sweep.WithBudget(budget);
        if (request.Trials is { } trials)
            sweep = sweep.WithMaxTrials(trials);
        if (request.Target is { } target)
            sweep = sweep.WithTarget(target);
        if (request.TrialTimeout is { } timeout)
            sweep = sweep.WithTrialTimeout(timeout);
        if (request.Memory is { } memory)
            sweep = sweep.WithMemoryBudget(memory);
        if (request.GpuMemory is { } gpu)
            sweep = sweep.WithGpuMemoryBudget(gpu);
        if (request.Isolates)
            sweep = sweep.Isolated(worker => WorkerStart.Of(worker, request.Input.DataPath));
        return request.Store is { } store ? sweep.StoredIn(store, request.Name) : sweep;
    }

    private static IEnumerable<Contender> Contenders(SearchRequest request, PredictionTask task, SearchData data) => request.Contenders.Length > 0
        ? request.Contenders.Select(key => AutoML.Contenders.Find(task, key))
        : AutoML.Contenders.Default(task, data.Columns.Graph is not null
            ? FeatureColumns.Of(data.Rows.Schema, null, [], graph: new GraphTrainerOptions())
            : FeatureColumns.Of(data.Rows.Schema, data.Columns.Table, [], data.Columns.Picture, data.Columns.AllTexts));

    // What another process needs to read the same rows; never a password.
    private static JsonObject Source(SearchRequest request)
    {
        JsonObject source = Plain(request);
        // Only what was stated: stores of before have neither.
        if (request.Validation is { } validation)
            source["Validation"] = validation;
        if (StoredForm.Write(request.Input.Form) is { } form)
            source["Form"] = form;
        return source;
    }

    private static JsonObject Plain(SearchRequest request) => new()
    {
        ["Data"] = request.Input.DataPath,
        ["Label"] = request.Input.Label,
        ["Image"] = request.Input.Image,
        ["Text"] = request.Input.Text,
        ["Features"] = new JsonArray([.. request.Input.Features.Select(f => (JsonNode)f)]),
        ["Positive"] = request.Input.Positive,
        ["Group"] = request.Input.Group,
        ["Time"] = request.Input.Time,
    };

    private static Objective Objective(string text, PredictionTask task) => text.Split(':') switch
    {
        [var metric] => task.Compared.Append(task.DefaultObjective).FirstOrDefault(o => o.Metric == metric) ?? new Objective(metric, IsLarge(metric)),
        [var metric, "max"] => new Objective(metric, true),
        [var metric, "min"] => new Objective(metric, false),
        _ => throw new UsageException($"--objective wants METRIC, METRIC:max or METRIC:min, but was '{text}'."),
    };

    private static bool IsLarge(string metric) => !(metric.Contains("Error") || metric.Contains("Loss") || metric.Contains("Seconds") || metric.Contains("Microseconds") || metric.Contains("Megabytes"))
        || metric.EndsWith("Reduction", StringComparison.Ordinal);

    private static Constraint Constraint(string text)
    {
        int at = text.IndexOf("<=", StringComparison.Ordinal);
        return at > 0 && double.TryParse(text[(at + 2)..], NumberStyles.Float, CultureInfo.InvariantCulture, out double maximum)
            ? new Constraint(text[..at].Trim(), maximum)
            : throw new UsageException($"--constraint wants METRIC<=NUMBER, as ScoringMicrosecondsPerRow<=50, but was '{text}'.");
    }
}
