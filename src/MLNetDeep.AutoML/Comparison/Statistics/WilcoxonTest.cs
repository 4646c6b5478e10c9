using MathNet.Numerics.Distributions;

namespace MLNetDeep.AutoML.Statistics;

/// <summary>
/// The signed-rank test (Wilcoxon 1945): differences are ranked by their size, and the ranks of positive ones added up. Differences of 0 are left out; equal sizes share the mean of their ranks.
/// Exact for up to 25 differences, with ties as well; beyond, by the normal distribution with the variance corrected for ties.
/// </summary>
internal static class WilcoxonTest
{
    private const int MostForExact = 25;

    // 0.9 − 0.8 and 0.8 − 0.7 are equal, but not in binary.
    private const double Rounding = 1e-9;

    /// <summary>The two-sided p value of "differences lie evenly around 0"; NaN for none, 1 where all are 0.</summary>
    public static double PValue(IReadOnlyCollection<double> differences) => OfRanks(differences, Exact, Approximate);

    /// <summary>The probability, were signs tossed by a coin, of a sum of the positive differences' ranks at least as large as theirs; 1 where all are 0, NaN for none.</summary>
    public static double OneSidedPValue(IReadOnlyCollection<double> differences) => OfRanks(differences,
        (ranks, positive) => Ways(ranks).Skip(positive).Sum() / Math.Pow(2, ranks.Length),
        (ranks, positive) => Normal.CDF(0, 1, -Standardized(ranks, positive)));

    private static double OfRanks(IReadOnlyCollection<double> differences, Func<int[], int, double> exact, Func<int[], int, double> approximate)
    {
        if (differences.Count == 0)
            return double.NaN;
        double[] nonzero = [.. differences.Where(d => d != 0)];
        if (nonzero.Length == 0)
            return 1;
        int[] ranks = DoubledRanks(nonzero);
        int positive = ranks.Where((_, i) => nonzero[i] > 0).Sum();
        return nonzero.Length <= MostForExact ? exact(ranks, positive) : approximate(ranks, positive);
    }

    // Ranks from 1, doubled so that shared ones are whole numbers.
    private static int[] DoubledRanks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => Math.Abs(values[i]))];
        int[] ranks = new int[values.Length];
        for (int from = 0, to; from < order.Length; from = to)
        {
            to = from + 1;
            while (to < order.Length && Math.Abs(values[order[to]]) <= Math.Abs(values[order[from]]) * (1 + Rounding))
                to++;
            for (int i = from; i < to; i++)
                ranks[order[i]] = from + 1 + to;
        }
        return ranks;
    }

    private static double Exact(int[] ranks, int positive)
    {
        double inTail = Ways(ranks).Take(Math.Min(positive, ranks.Sum() - positive) + 1).Sum();
        return Math.Min(1, 2 * inTail / Math.Pow(2, ranks.Length));
    }

    // Every choice of signs is as likely: counts those of each sum of ranks.
    private static double[] Ways(int[] ranks)
    {
        double[] ways = new double[ranks.Sum() + 1];
        ways[0] = 1;
        foreach (int rank in ranks)
        {
            for (int sum = ways.Length - 1; sum >= rank; sum--)
                ways[sum] += ways[sum - rank];
        }
        return ways;
    }

    private static double Approximate(int[] ranks, int positive) => Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(Standardized(ranks, positive))));

    private static double Standardized(int[] ranks, int positive)
    {
        double n = ranks.Length;
        double ties = ranks.GroupBy(r => r).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        double variance = (n * (n + 1) * ((2 * n) + 1) / 24) - (ties / 48);
        return ((positive / 2.0) - (n * (n + 1) / 4)) / Math.Sqrt(variance);
    }
}
