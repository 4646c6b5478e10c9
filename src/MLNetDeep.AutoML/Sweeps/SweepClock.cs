using System.Diagnostics;

namespace MLNetDeep.AutoML;

/// <summary>The time budget of a sweep: a part of it is kept for what comes after the search.</summary>
internal sealed class SweepClock(TimeSpan? budget, bool isRefitted)
{
    // Training the best anew on all rows takes a little longer than the longest of its folds; so much is kept at most.
    private const double LargestReserve = 0.3, SmallestReserve = 0.03;

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public TimeSpan Elapsed => _watch.Elapsed;

    /// <summary>What is left of the budget; null where there is none.</summary>
    public TimeSpan? Left => budget is { } all ? all - _watch.Elapsed : null;

    /// <summary>What is left for the search.</summary>
    /// <param name="bestSeconds">How long the best trial so far took to train on one fold; 0 where there is none.</param>
    public TimeSpan? LeftForSearch(double bestSeconds)
    {
        if (budget is not { } all)
            return null;
        double wanted = isRefitted ? 1.3 * bestSeconds : 0;
        return all - _watch.Elapsed - TimeSpan.FromSeconds(Math.Clamp(wanted, SmallestReserve * all.TotalSeconds, LargestReserve * all.TotalSeconds));
    }
}
