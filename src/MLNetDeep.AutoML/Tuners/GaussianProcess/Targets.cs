namespace MLNetDeep.AutoML;

/// <summary>One finite number for each trial, the less the better, of mean 0 and variance 1.</summary>
internal static class Targets
{
    /// <summary>
    /// The losses. Several objectives are one by weights that chance draws for each proposal (ParEGO, Knowles 2006); trials that break constraints are worse than any that
    /// keeps them, failed ones as bad as the worst.
    /// </summary>
    public static double[] Of(IReadOnlyList<Observation> observations, Random random)
    {
        double[] losses = observations[0].Losses.Length == 1 ? [.. observations.Select(o => o.Loss)] : Scalarized(observations, random);
        Penalize(losses, observations);
        return Standardized(losses);
    }

    private static double[] Scalarized(IReadOnlyList<Observation> observations, Random random)
    {
        int count = observations[0].Losses.Length;
        double[] weights = [.. Enumerable.Range(0, count).Select(_ => -Math.Log(1 - random.NextDouble()))];
        Observation[] good = [.. observations.Where(o => !o.IsBad)];
        double[] low = [.. Enumerable.Range(0, count).Select(i => good.Min(o => o.Losses[i]))];
        double[] range = [.. Enumerable.Range(0, count).Select(i => Math.Max(1e-12, good.Max(o => o.Losses[i]) - low[i]))];
        return [.. observations.Select(o =>
        {
            double[] parts = [.. o.Losses.Select((loss, i) => weights[i] / weights.Sum() * (loss - low[i]) / range[i])];
            return o.IsBad ? double.PositiveInfinity : parts.Max() + (0.05 * parts.Sum());
        })];
    }

    private static void Penalize(double[] losses, IReadOnlyList<Observation> observations)
    {
        double[] finite = [.. losses.Where(double.IsFinite)];
        double worst = finite.Max(), range = Math.Max(1e-12, worst - finite.Min()), violation = observations.Where(o => double.IsFinite(o.Violation)).Max(o => o.Violation);
        for (int i = 0; i < losses.Length; i++)
        {
            if (observations[i].Violation > 0)
                losses[i] = worst + (range * (double.IsFinite(observations[i].Violation) ? observations[i].Violation / violation : 1));
            else if (!double.IsFinite(losses[i]))
                losses[i] = worst;
        }
    }

    private static double[] Standardized(double[] values)
    {
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return [.. values.Select(v => deviation > 1e-300 ? (v - mean) / deviation : 0)];
    }
}
