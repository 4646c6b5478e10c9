namespace MLNetDeep.AutoML.Statistics;

/// <summary>What a few measurements of the same thing say: those that are not defined (NaN) are left out.</summary>
internal static class Sample
{
    /// <summary>The mean; NaN for none.</summary>
    public static double Mean(IEnumerable<double> values)
    {
        double[] defined = Defined(values);
        return defined.Length == 0 ? double.NaN : defined.Average();
    }

    /// <summary>The standard deviation of a sample (by n − 1); NaN for fewer than two values.</summary>
    public static double StandardDeviation(IEnumerable<double> values) => Math.Sqrt(Variance(values));

    /// <summary>The variance of a sample (by n − 1); NaN for fewer than two values.</summary>
    public static double Variance(IEnumerable<double> values)
    {
        double[] defined = Defined(values);
        if (defined.Length < 2)
            return double.NaN;
        double mean = defined.Average();
        double variance = defined.Sum(v => (v - mean) * (v - mean)) / (defined.Length - 1);
        // Equal values may differ from their mean by rounding.
        return variance < mean * mean * 1e-24 ? 0 : variance;
    }

    /// <summary>A quantile, linear between the two values that are next to it; NaN for none.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="share">From 0, the smallest, to 1, the largest.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = Defined(values);
        if (sorted.Length == 0)
            return double.NaN;
        Array.Sort(sorted);
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }

    private static double[] Defined(IEnumerable<double> values) => [.. values.Where(v => !double.IsNaN(v))];
}
