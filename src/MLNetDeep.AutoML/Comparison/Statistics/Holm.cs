namespace MLNetDeep.AutoML.Statistics;

/// <summary>Holm's step-down correction (1979): of several p values, the chance that any of the true hypotheses is refused stays below the level.</summary>
internal static class Holm
{
    /// <summary>The adjusted p values, in the order of the given ones. Those that are not defined (NaN) stay that, and do not count.</summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        double[] adjusted = [.. Enumerable.Repeat(double.NaN, pValues.Count)];
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(i => !double.IsNaN(pValues[i])).OrderBy(i => pValues[i])];
        double largest = 0;
        for (int i = 0; i < order.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - i) * pValues[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }
}
