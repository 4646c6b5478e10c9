namespace Microsoft.ML.AutoML;

/// <summary>Says when a run ends: by count, by the clock or by the caller.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly int _maximum;
    private readonly CancellationTokenSource _clock = new();
    private readonly CancellationTokenRegistration _byCaller;
    private readonly CancellationTokenRegistration _byClock;
    private readonly List<CancellationTokenSource> _running = [];
    private int _ended;

    public StopSignal(int maximum, TimeSpan? time, CancellationToken caller)
    {
        _maximum = maximum;
        IsStopped = maximum <= 0;
        _byCaller = caller.Register(Stop);
        _byClock = _clock.Token.Register(Stop);
        if (time is { } limit)
            _clock.CancelAfter(limit);
    }

    public bool IsStopped { get; private set; }

    /// <summary>Counts a trial that ended, well or not.</summary>
    public void Count()
    {
        if (++_ended >= _maximum)
            Stop();
    }

    /// <summary>Cancels a trial when the stop comes; one that came before does not.</summary>
    public IDisposable CancelLater(CancellationTokenSource trial)
    {
        lock (_lock)
            _running.Add(trial);
        return new Leaving(() =>
        {
            lock (_lock)
                _running.Remove(trial);
        });
    }

    public void Dispose()
    {
        _byCaller.Dispose();
        _byClock.Dispose();
        _clock.Dispose();
    }

    private void Stop()
    {
        CancellationTokenSource[] running;
        lock (_lock)
        {
            IsStopped = true;
            running = [.. _running];
        }
        foreach (CancellationTokenSource trial in running)
            trial.Cancel();
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
