namespace MLNetDeep.AutoML;

/// <summary>One member of an ensemble.</summary>
/// <param name="Trial">The number of the trial.</param>
/// <param name="Weight">Its share of the mean; all sum to 1.</param>
public sealed record EnsembleMember(int Trial, double Weight);

/// <summary>
/// Greedy ensemble selection with replacement (Caruana et al., Ensemble Selection from Libraries of Models, 2004): at each step the model is added that makes the mean of
/// predictions best. Weights are multiples of one over the number of steps, which keeps them from fitting the validation rows too closely.
/// </summary>
internal sealed class GreedySelection(Truth truth, Objective objective)
{
    // More steps would allow finer weights, which fit the noise of the validation rows.
    private const int Steps = 25;

    /// <summary>Chooses members.</summary>
    /// <param name="candidates">The predictions of trials for the same rows.</param>
    /// <param name="most">The most members.</param>
    /// <returns>The members, the one with the largest weight first; one where no ensemble is better than the best trial alone.</returns>
    public IReadOnlyList<EnsembleMember> Choose(IReadOnlyDictionary<int, Predictions> candidates, int most)
    {
        (int Number, Predictions Own)[] all = [.. candidates.OrderBy(c => c.Key).Select(c => (c.Key, c.Value))];
        var sum = new float[all[0].Own.Values.Length];
        List<int> chosen = [];
        ((double, double) Loss, int Count) best = ((double.PositiveInfinity, double.PositiveInfinity), 0);
        for (int step = 1; step <= Steps; step++)
        {
            (int next, (double, double) loss) = Next(all, sum, chosen, most, step);
            Add(sum, all[next].Own.Values);
            chosen.Add(all[next].Number);
            if (loss.CompareTo(best.Loss) < 0)
                best = (loss, step);
        }
        return [.. chosen.Take(best.Count).GroupBy(number => number).Select(g => new EnsembleMember(g.Key, (double)g.Count() / best.Count)).OrderByDescending(m => m.Weight).ThenBy(m => m.Trial)];
    }

    private (int Next, (double, double) Loss) Next((int Number, Predictions Own)[] all, float[] sum, List<int> chosen, int most, int step)
    {
        bool isFull = chosen.Distinct().Count() >= most;
        var mean = new float[sum.Length];
        (int next, (double, double) best) = (0, (double.PositiveInfinity, double.PositiveInfinity));
        for (int i = 0; i < all.Length; i++)
        {
            if (isFull && !chosen.Contains(all[i].Number))
                continue;
            for (int j = 0; j < mean.Length; j++)
                mean[j] = (sum[j] + all[i].Own.Values[j]) / step;
            (double, double) loss = truth.Loss(mean, all[i].Own.Width, objective);
            if (loss.CompareTo(best) < 0)
                (next, best) = (i, loss);
        }
        return (next, best);
    }

    private static void Add(float[] sum, float[] values)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += values[i];
    }
}
