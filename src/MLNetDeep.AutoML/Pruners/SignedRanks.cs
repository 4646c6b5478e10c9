namespace MLNetDeep.AutoML;

/// <summary>Wilcoxon's signed-rank test, exact, ties and zeros included (Pratt 1959: zeros are ranked, and then left out).</summary>
internal static class SignedRanks
{
    /// <summary>The probability of a sum of the positive differences' ranks at least as large as theirs, if signs were tosses of a coin.</summary>
    public static double ProbabilityOfAtLeast(IReadOnlyList<double> differences)
    {
        int[] ranks = DoubledRanks(differences);
        int observed = Enumerable.Range(0, ranks.Length).Where(i => differences[i] > 0).Sum(i => ranks[i]);
        int[] counted = [.. Enumerable.Range(0, ranks.Length).Where(i => differences[i] != 0).Select(i => ranks[i])];
        double[] ways = new double[counted.Sum() + 1];
        ways[0] = 1;
        foreach (int rank in counted)
        {
            for (int sum = ways.Length - 1; sum >= 0; sum--)
                ways[sum] = (ways[sum] + (sum >= rank ? ways[sum - rank] : 0)) / 2;
        }
        return ways.Skip(observed).Sum();
    }

    /// <summary>Twice the ranks of the absolute values, so that the mean rank of ties is a whole number.</summary>
    private static int[] DoubledRanks(IReadOnlyList<double> differences) =>
        [.. differences.Select(d => differences.Count(o => Math.Abs(o) < Math.Abs(d)) + differences.Count(o => Math.Abs(o) <= Math.Abs(d)) + 1)];
}
