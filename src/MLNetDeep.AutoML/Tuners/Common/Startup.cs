namespace MLNetDeep.AutoML;

/// <summary>The first trials of tuners that learn.</summary>
internal static class Startup
{
    /// <summary>A configuration out of a Latin hypercube; null once enough trials are over and at least one of them has a value.</summary>
    public static Configuration? Propose(TrialHistory history, TunerContext context, Random random, int trials)
    {
        if (history.Observed.Count >= trials && history.Observed.Any(o => !o.IsBad))
            return null;
        double[]? first = LatinHypercube.Point(history.Encoding, context, trials);
        return Fresh.Find(history, random, () => Interlocked.Exchange(ref first, null) ?? history.Encoding.Uniform(random));
    }
}
