using System.Diagnostics;
using MLNetDeep.Data;

namespace MLNetDeep.Training;

/// <summary>Hands on the batches of a pass and measures how long computing had to wait for them.</summary>
internal sealed class DataClock
{
    private long _ticks;

    public double Seconds => (double)_ticks / Stopwatch.Frequency;

    public void Add(TimeSpan waited) => _ticks += (long)(waited.TotalSeconds * Stopwatch.Frequency);

    public IEnumerable<Batch> Measure(IEnumerable<Batch> batches)
    {
        using var each = batches.GetEnumerator();
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            var any = each.MoveNext();
            _ticks += Stopwatch.GetTimestamp() - start;
            if (!any) yield break;
            yield return each.Current;
        }
    }
}
