using System.Text.Json.Nodes;
using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>One run of a sweep, from the rows to the result.</summary>
internal sealed class SweepRun
{
    // Predictions of more trials than this seldom find a place in an ensemble, and models hold memory.
    private const int KeptModels = 25;

    private readonly LabelPlan _label;
    private readonly PredictionTask _task;
    private readonly SweepSettings _settings;
    private readonly SweepData _data;
    private readonly JointSpace _space;
    private readonly TrialRunner _runner;
    private readonly SweepClock _clock;
    private readonly MLContext _ml;
    private readonly CancellationToken _cancel;

    public SweepRun(MLContext ml, LabelPlan label, SweepSettings settings, IDataView rows, CancellationToken cancel)
    {
        (_ml, _label, _task, _cancel) = (ml, label, label.Task, cancel);
        _clock = new SweepClock(settings.Budget, settings.Refits);
        PredictionTask task = label.Task;
        _data = SweepData.Prepare(ml, task, label.Convert?.Transform(rows) ?? rows, settings);
        Contender[] contenders = [.. settings.Contenders, .. settings.ContenderKeys.Select(key => Contenders.Find(task, key))];
        _settings = settings with
        {
            Objectives = settings.Objectives.Count > 0 ? settings.Objectives : [task.DefaultObjective],
            Contenders = contenders.Length > 0 ? contenders : Contenders.Default(task, _data.Features),
        };
        _space = new JointSpace(_settings.Contenders);
        _runner = new TrialRunner(task, _data, _settings, _space, seed => new MLContext(seed) { GpuDeviceId = ml.GpuDeviceId, FallbackToCpu = ml.FallbackToCpu });
    }

    public SweepResult Run()
    {
        ITuner tuner = _settings.Tuner ?? Tuner.Portfolio(Portfolio.For(_space, _settings.Contenders), Tuner.Auto());
        using ITrialStore store = _settings.Store is { } location ? TrialStore.Create(location, _settings.Name, Definition(tuner)) : TrialStore.InMemory(Definition(tuner));
        var memory = new SweepMemory(_settings.Objectives, Math.Max(KeptModels, _settings.EnsembleSize), store);
        var proposer = new TrialProposer(_settings, _space, tuner) { History = store.Read };
        new SweepLoop(_settings, proposer, _runner, _task, store, memory, _clock, _cancel).Run();
        IReadOnlyList<Trial> trials = store.Read();
        Trial best = TrialRanking.Best(trials, _settings.Objectives) ?? throw SweepException.NothingCompleted(trials);
        var (model, members) = new SweepFinish(_ml, _task, _data, _settings, _runner, memory, _clock, _cancel).Build(best, trials);
        return new SweepResult(_label, _settings, _space, _data, trials, best, members, model, tuner.Name, _clock.Elapsed, memory.Predictions().GetValueOrDefault(best.Number));
    }

    // What must be the same for a sweep to go on where it was. Times, numbers of trials and what happens afterwards may change.
    private string Definition(ITuner tuner) => new JsonObject
    {
        ["task"] = _task.Key,
        ["label"] = _task.LabelColumnName,
        ["columns"] = new JsonArray([.. _data.Features.Names.Select(n => (JsonNode)n)]),
        ["rows"] = _data.Count,
        ["validation"] = _data.Validation.ToString(),
        ["objectives"] = new JsonArray([.. _settings.Objectives.Select(o => (JsonNode)$"{(o.Maximize ? "max" : "min")} {o.Metric}")]),
        ["constraints"] = new JsonArray([.. _settings.Constraints.Select(c => (JsonNode)FormattableString.Invariant($"{c.Metric} <= {c.Maximum}"))]),
        ["space"] = new JsonArray([.. _space.Space.Select(h => (JsonNode)$"{h.Name}: {h.Allowed}")]),
        ["tuner"] = tuner.Name,
        ["pruner"] = _settings.Pruner?.Name ?? "none",
        ["seed"] = _settings.Seed,
    }.ToJsonString();
}
