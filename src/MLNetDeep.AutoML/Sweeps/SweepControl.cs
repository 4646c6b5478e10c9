namespace MLNetDeep.AutoML;

/// <summary>Acts on a sweep while it runs, from another thread.</summary>
public sealed class SweepControl
{
    private volatile ITrialStore? _store;

    /// <summary>Skips the trials that run now; each ends at its next report. Does nothing where no sweep runs.</summary>
    /// <returns>How many.</returns>
    public int SkipRunning() => _store is { } store ? store.Read().Count(t => t.State == TrialState.Running && store.Skip(t.Number)) : 0;

    internal IDisposable Attach(ITrialStore store)
    {
        _store = store;
        return new Detachment(this);
    }

    private sealed class Detachment(SweepControl control) : IDisposable
    {
        public void Dispose() => control._store = null;
    }
}
