namespace MLNetDeep.AutoML;

/// <summary>Keeps tuners from proposing what was tried: values are the same again where a metric is flat or a space small.</summary>
internal static class Fresh
{
    /// <summary>How often a tuner is asked before chance decides.</summary>
    private const int Attempts = 8;

    /// <summary>
    /// The first proposal that was not tried; if the tuner insists, a random one; where only few are left, one of those. The tuner's own where everything was tried.
    /// </summary>
    public static Configuration Find(TrialHistory history, Random random, Func<double[]> propose)
    {
        Configuration first = history.Encoding.Decode(propose());
        if (!history.Tried.Contains(first))
            return first;
        for (int i = 1; i < 10 * Attempts; i++)
        {
            Configuration next = history.Encoding.Decode(i < Attempts ? propose() : history.Encoding.Uniform(random));
            if (!history.Tried.Contains(next))
                return next;
        }
        return Untried(history) ?? first;
    }

    /// <summary>The first of the space that was not tried, by going through all; null where there is none or no end of them.</summary>
    private static Configuration? Untried(TrialHistory history) => history.Encoding.IsFinite
        ? history.Encoding.Grid(int.MaxValue).Select(x => history.Encoding.Decode(x)).FirstOrDefault(c => !history.Tried.Contains(c))
        : null;
}
