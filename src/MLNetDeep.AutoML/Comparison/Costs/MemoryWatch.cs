namespace MLNetDeep.AutoML.Comparisons;

/// <summary>
/// Looks at the working set of the process every 20 ms: managed memory, libtorch's and LightGBM's, and whatever else the process holds in physical memory. On a thread of its own, which a busy
/// thread pool does not hold up.
/// </summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(20);

    private readonly long _before = Environment.WorkingSet;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private long _peak;

    public MemoryWatch()
    {
        _peak = _before;
        _thread = new Thread(Watch) { IsBackground = true, Name = nameof(MemoryWatch) };
        _thread.Start();
    }

    /// <summary>The most so far, in bytes.</summary>
    public long Peak => Interlocked.Read(ref _peak);

    /// <summary>How far that is above the beginning, in bytes.</summary>
    public long Growth => Peak - _before;

    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        do
            Interlocked.Exchange(ref _peak, Math.Max(_peak, Environment.WorkingSet));
        while (!_stop.Wait(_interval));
        Interlocked.Exchange(ref _peak, Math.Max(_peak, Environment.WorkingSet));
    }
}
