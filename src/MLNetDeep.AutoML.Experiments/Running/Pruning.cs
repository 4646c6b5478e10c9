namespace MLNetDeep.AutoML.Experiments;

/// <summary>Keeps the reports of a trial's epochs, and stops its training where the pruner says so.</summary>
internal sealed class Pruning : IDisposable
{
    private readonly int _id;
    private readonly ExperimentTrials _trials;
    private readonly IPruner? _pruner;
    private readonly Measure _measure;
    private readonly CancellationTokenSource _stop;
    private string? _reason;

    public Pruning(int id, ExperimentTrials trials, IPruner? pruner, Measure measure, CancellationToken ct)
    {
        (_id, _trials, _pruner, _measure) = (id, trials, pruner, measure);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
    }

    /// <summary>Cancelled where the trial is to stop, by the pruner or by the experiment.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The fold that is trained, from 0.</summary>
    public int Fold { get; set; }

    public void Report(EpochResult epoch)
    {
        if (_reason is not null || _measure.Of(epoch) is not { } value)
            return;
        Trial trial = _trials.Report(_id, Fold, epoch.Epoch, value);
        _reason = _pruner?.Judge(trial, _trials.All, _measure.Reported);
        if (_reason is not null)
            _stop.Cancel();
    }

    public void ThrowIfPruned()
    {
        if (_reason is null)
            return;
        _trials.End(_id, TrialState.Pruned, _reason);
        throw new TrialFailedException(_id, $"Pruned: {_reason}");
    }

    public void Dispose() => _stop.Dispose();
}
