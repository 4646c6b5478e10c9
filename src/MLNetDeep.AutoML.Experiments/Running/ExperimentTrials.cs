using Microsoft.ML.AutoML;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>
/// What became of the trials of an experiment: their options, reports, values, and why those failed that failed. Hand the same one to <c>SetDeepTuner</c> and <c>SetDeepTrialRunner</c>. May be
/// read while the experiment runs.
/// </summary>
public sealed class ExperimentTrials
{
    private readonly Lock _lock = new();
    private readonly List<Trial> _trials = [];

    /// <summary>All trials so far in their order. <see cref="Trial.Number"/> is the id in the experiment plus 1.</summary>
    public IReadOnlyList<Trial> All
    {
        get
        {
            lock (_lock)
                return [.. _trials];
        }
    }

    /// <summary>The best completed trial; null before there is one.</summary>
    public Trial? Best
    {
        get
        {
            IEnumerable<Trial> completed = All.Where(t => t.State == TrialState.Completed);
            return Maximizes ? completed.MaxBy(t => t.Values[0]) : completed.MinBy(t => t.Values[0]);
        }
    }

    internal bool Maximizes { get; set; }

    /// <summary>Drops what an earlier run of the experiment left: its ids begin again.</summary>
    internal void ForgetFrom(int id)
    {
        lock (_lock)
            _trials.RemoveAll(t => t.Number > id);
    }

    internal void Add(TrialSettings settings, Configuration configuration, string proposedBy)
    {
        ForgetFrom(settings.TrialId);
        lock (_lock)
            _trials.Add(new Trial { Number = settings.TrialId + 1, Configuration = configuration, ProposedBy = proposedBy, State = TrialState.Waiting, Proposed = settings.StartedAtUtc });
    }

    /// <summary>Marks a trial as running; adds it where a tuner proposed it that does not tell of it.</summary>
    internal void Start(TrialSettings settings, Func<Configuration> configuration)
    {
        if (!All.Any(t => t.Number == settings.TrialId + 1 && t.State == TrialState.Waiting))
            Add(settings, configuration(), "experiment");
        Change(settings.TrialId, t => t with { State = TrialState.Running, Started = DateTimeOffset.UtcNow, Attempts = t.Attempts + 1 });
    }

    internal Trial Report(int id, int fold, int step, double value) => Change(id, t => t with
    {
        Reports = [.. t.Reports, new TrialReport(fold, step, value, (DateTimeOffset.UtcNow - t.Started!.Value).TotalSeconds)],
    });

    internal void Complete(int id, string metric, double value) =>
        End(id, t => t with { State = TrialState.Completed, Values = [value], Metrics = new Dictionary<string, double> { [metric] = value } });

    internal void End(int id, TrialState state, string reason) => End(id, t => t with { State = state, Reason = reason });

    // The first end counts: the runner knows more than the result that the tuner is shown.
    private void End(int id, Func<Trial, Trial> change) => Change(id, t => t.IsOver ? t : change(t) with { Ended = DateTimeOffset.UtcNow });

    private Trial Change(int id, Func<Trial, Trial> change)
    {
        lock (_lock)
        {
            int index = _trials.FindIndex(t => t.Number == id + 1);
            return _trials[index] = change(_trials[index]);
        }
    }
}
