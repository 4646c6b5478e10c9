using System.Text.Json.Nodes;
using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>One run of a sweep, from the rows to the result.</summary>
internal sealed class SweepRun
{
    // Predictions of more trials than this seldom find a place in an ensemble, and models hold memory.
    private const int KeptModels = 25;

    // The portfolio, and behind it Tuner.Auto.
    private const string Default = "auto";

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
            Contenders = contenders.Length > 0 ? contenders : AutoML.Contenders.Default(task, _data.Features),
        };
        _space = new JointSpace(_settings.Contenders);
        _runner = Runner(_settings);
    }

    public SweepResult Run()
    {
        if (ParentProcess.IsThere && _settings.Isolation is not null)
            throw new InvalidOperationException("This process was started to run trials of an isolated sweep: it must call Work on the store that it was given, not Run.");
        using TemporaryStore? temporary = _settings is { Isolation: not null, Store: null } ? new TemporaryStore() : null;
        string? location = _settings.Store ?? temporary?.Location;
        using ITrialStore store = Open(location);
        store.Limits = new SweepLimits(_settings.MaxTrials < int.MaxValue ? _settings.MaxTrials : null, DateTimeOffset.UtcNow + _clock.Left);
        var memory = new SweepMemory(_settings.Objectives, Math.Max(KeptModels, _settings.EnsembleSize), store);
        Search(store, location, memory, _settings, _clock, _cancel);
        IReadOnlyList<Trial> trials = store.Read();
        Trial best = TrialRanking.Best(trials, _settings.Objectives) ?? throw SweepException.NothingCompleted(trials);
        var (model, members, parts) = new SweepFinish(_ml, _task, _data, _settings, _runner, memory, _clock, _cancel).Build(best, trials);
        var result = new SweepResult(_label, _settings, _space, _data, trials, best, members, model, _settings.Tuner?.Name ?? Default, _clock.Elapsed, Predictions.Mean(members, memory.Predictions()));
        memory.DropAllBut(parts);
        return result;
    }

    /// <summary>Searches alone: the trials are the result, and no model is kept.</summary>
    public SweepFind Search()
    {
        using ITrialStore store = Open(null);
        var memory = new SweepMemory(_settings.Objectives, 1, store);
        Search(store, null, memory, _settings, _clock, _cancel);
        memory.DropAllBut([]);
        IReadOnlyList<Trial> trials = store.Read();
        Trial? best = TrialRanking.Best(trials, _settings.Objectives);
        return new SweepFind(trials, best, best is null ? null : _space.Split(best.Configuration).Own);
    }

    /// <summary>Works on the trials of a stored sweep, beside other processes, until there is nothing to do; makes no result.</summary>
    /// <returns>How many trials this process ended.</returns>
    /// <exception cref="ArgumentException">Neither this worker nor the sweep has an end.</exception>
    public int Work()
    {
        using ITrialStore store = Open(_settings.Store);
        bool isTrialProcess = ParentProcess.IsThere;
        using CancellationTokenSource? parent = isTrialProcess ? ParentProcess.Link(_cancel) : null;
        SweepSettings settings = isTrialProcess ? _settings.ForTrialProcess(store.Limits) : _settings.Within(store.Limits);
        if (!settings.Ends)
            throw new ArgumentException("Neither the sweep nor this worker has an end: state a number of trials or a budget.");
        var memory = new SweepMemory(_settings.Objectives, 1, store) { KeptFor = isTrialProcess ? _data.Rows.Schema : null };
        int ended = Search(store, _settings.Store, memory, settings, new SweepClock(settings.Budget, isRefitted: false), parent?.Token ?? _cancel);
        memory.DropAllBut([]);
        return ended;
    }

    private ITrialStore Open(string? location) => location is not null ? TrialStore.Create(location, _settings.Name, Definition()) : TrialStore.InMemory(Definition());

    private int Search(ITrialStore store, string? location, SweepMemory memory, SweepSettings settings, SweepClock clock, CancellationToken cancel)
    {
        var teller = new SweepTeller(settings, store, memory, clock);
        using IDisposable? control = settings.Control?.Attach(store);
        if (settings.Isolation is not null)
        {
            var isolated = new IsolatedLoop(settings, new TrialWorker(location!, settings.Name), store, teller, clock, cancel);
            isolated.Run();
            return isolated.Ended;
        }
        ITuner tuner = settings.Tuner ?? Tuner.Portfolio(Portfolio.For(_space, settings.Contenders), Tuner.Auto());
        var proposer = new TrialProposer(settings, _space, tuner, _task.ReportedMetric) { History = store.Read, Left = () => clock.Left };
        var loop = new SweepLoop(settings, proposer, Runner(settings), _task, store, memory, teller, clock, cancel);
        loop.Run();
        return loop.Ended;
    }

    private TrialRunner Runner(SweepSettings settings) => new(_task, _data, settings, _space, seed => new MLContext(seed) { GpuDeviceId = _ml.GpuDeviceId, FallbackToCpu = _ml.FallbackToCpu });

    private string Definition() => new SweepDefinition
    {
        Task = _task.Key,
        Label = _task.LabelColumnName,
        Columns = _data.Features.Names,
        Image = _data.Features.Picture,
        Text = _data.Features.Texts.Count > 0 ? string.Join(",", _data.Features.Texts) : null,
        Rows = _data.Count,
        Contenders = [.. _settings.Contenders.Select(c => new DefinedContender(c.Key, SpaceText.Write(c.Space)))],
        Objectives = _settings.Objectives,
        Constraints = _settings.Constraints,
        Validation = DefinedValidation.Of(_data.Validation),
        Tuner = _settings.Tuner?.Name ?? Default,
        Pruner = _settings.Pruner?.Name ?? "none",
        Seed = _settings.Seed,
        TrialTimeoutSeconds = _settings.TrialTimeout?.TotalSeconds,
        Source = (JsonObject?)_settings.Source?.DeepClone(),
    }.ToJson();
}

/// <summary>What a search found that makes no model.</summary>
/// <param name="Trials">All trials.</param>
/// <param name="Best">The best; null where none was completed.</param>
/// <param name="Own">Its hyperparameters under the names of its contender.</param>
internal sealed record SweepFind(IReadOnlyList<Trial> Trials, Trial? Best, Configuration? Own);
