using System.Diagnostics;

namespace MLNetDeep.AutoML;

/// <summary>Why a trial is to end before its time; the first reason counts.</summary>
internal sealed class TrialStop : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _ofSweep;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan? _left;
    private (TrialState? State, string Reason)? _why;

    /// <summary>A stop that the sweep's own end triggers too.</summary>
    /// <param name="sweep">Cancelled where the user stops the sweep.</param>
    /// <param name="left">The time that the trial may take; null for any.</param>
    public TrialStop(CancellationToken sweep, TimeSpan? left)
    {
        (_source, _left) = (new CancellationTokenSource(), left);
        _ofSweep = sweep.Register(() => Ask(null, "the sweep was stopped"));
        if (left is { } time)
            _source.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>A token for one of the folds that are still to come: with it a network is asked to end when it has had its share of the time that is left.</summary>
    /// <param name="folds">How many there are, this one included.</param>
    public CancellationTokenSource Share(int folds)
    {
        var share = CancellationTokenSource.CreateLinkedTokenSource(_source.Token);
        if (_left is { } all && folds > 1)
            share.CancelAfter(Longer(TimeSpan.Zero, (all - _watch.Elapsed) / folds));
        return share;
    }

    /// <summary>Whether it is asked for.</summary>
    public bool IsAsked => _source.IsCancellationRequested;

    /// <summary>How the trial ends: null where the user stopped the sweep, or where the time is up and what was reached counts.</summary>
    public TrialState? State => _why?.State;

    /// <summary>Whether the user stopped the whole sweep.</summary>
    public bool IsBySweep => _why is { State: null };

    /// <summary>The reason, for people.</summary>
    public string Reason => _why?.Reason ?? "the time was up";

    /// <summary>Asks the trial to end.</summary>
    public void Ask(TrialState? state, string reason)
    {
        if (_source.IsCancellationRequested)
            return;
        _why ??= (state, reason);
        _source.Cancel();
    }

    public void Dispose()
    {
        _ofSweep.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
