namespace MLNetDeep.AutoML;

/// <summary>The constants of <see cref="TpeTuner"/>: near those that Watanabe (2023) found best, chosen by the functions of bench/tuners.</summary>
internal static class TpeConstants
{
    /// <summary>The share of trials that are good.</summary>
    public const double GoodShare = 0.12;

    /// <summary>The most trials that are good.</summary>
    public const int MostGood = 10;

    /// <summary>The weight of the uniform prior beside the trials, which have 1 each, or on average.</summary>
    public const double Prior = 1;

    /// <summary>The factor of Scott's rule, which has 1.059: narrower kernels go down to a minimum faster.</summary>
    public const double Scott = 0.8;

    /// <summary>The least bandwidth, as part of a range.</summary>
    public const double LeastBandwidth = 0.03;

    /// <summary>With n trials no bandwidth is below (n + 1) to this power, so that few trials do not make needles.</summary>
    public const double FewTrialsPower = -1.5;

    /// <summary>The bandwidth around a single trial, which has no deviation.</summary>
    public const double LoneBandwidth = 0.2;

    /// <summary>The branch of a conditional space is drawn by chance with a probability of this by the root of the number of trials, …</summary>
    public const double ChanceOfBranch = 3;

    /// <summary>… but at most this.</summary>
    public const double MostChance = 0.4;

    public static int GoodTrials(int trials) => Math.Clamp((int)Math.Ceiling(GoodShare * trials), 1, MostGood);

    /// <summary>
    /// The weights of good trials, the best first: falling with the logarithm of the place, 1 on average. Places stand in for the improvements that Watanabe weighs by, so that
    /// several objectives and failed trials need nothing special.
    /// </summary>
    public static double[] Weights(int count)
    {
        double[] raw = [.. Enumerable.Range(1, count).Select(place => Math.Log(count + 1) - Math.Log(place))];
        double mean = raw.DefaultIfEmpty(1).Average();
        return [.. raw.Select(w => w / mean)];
    }
}
