namespace MLNetDeep.AutoML;

/// <summary>
/// Trials from the best to the worst: those that keep all constraints before those that break them by little, before those that break them by much, before failed ones.
/// Among the first, by the objective; by several objectives as NSGA-II does (Deb et al. 2002): by fronts of trials that none of the others beats, and in a front
/// those in less crowded places first.
/// </summary>
internal static class Ranking
{
    public static Observation[] Order(IEnumerable<Observation> observations)
    {
        Observation[] all = [.. observations];
        Observation[] good = [.. all.Where(o => !o.IsBad && o.Violation <= 0)];
        return
        [
            .. good.Length > 0 && good[0].Losses.Length > 1 ? Fronts(good).SelectMany(ByCrowding) : good.OrderBy(o => o.Loss).ThenBy(o => o.Number),
            .. all.Where(o => !o.IsBad && o.Violation > 0).OrderBy(o => o.Violation).ThenBy(o => o.Loss).ThenBy(o => o.Number),
            .. all.Where(o => o.IsBad),
        ];
    }

    /// <summary>Fronts, the best first: sorted by the first objective, each goes into the first front of which none dominates it (Zhang et al. 2015).</summary>
    public static List<List<Observation>> Fronts(IReadOnlyList<Observation> observations)
    {
        List<List<Observation>> fronts = [];
        foreach (Observation one in observations.Order(Comparer<Observation>.Create(Lexicographic)))
        {
            int low = 0, high = fronts.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (IsDominated(one, fronts[middle]))
                    low = middle + 1;
                else
                    high = middle;
            }
            if (low == fronts.Count)
                fronts.Add([]);
            fronts[low].Add(one);
        }
        return fronts;
    }

    private static bool IsDominated(Observation one, List<Observation> front)
    {
        // With two objectives the last of a front has the least of the second.
        int last = one.Losses.Length == 2 ? front.Count - 1 : 0;
        for (int i = front.Count - 1; i >= last; i--)
        {
            if (Dominates(front[i].Losses, one.Losses))
                return true;
        }
        return false;
    }

    private static bool Dominates(double[] a, double[] b)
    {
        bool isBetter = false;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] > b[i])
                return false;
            isBetter |= a[i] < b[i];
        }
        return isBetter;
    }

    private static int Lexicographic(Observation a, Observation b)
    {
        for (int i = 0; i < a.Losses.Length; i++)
        {
            if (a.Losses[i].CompareTo(b.Losses[i]) is not 0 and var order)
                return order;
        }
        return a.Number.CompareTo(b.Number);
    }

    private static IEnumerable<Observation> ByCrowding(List<Observation> front)
    {
        Dictionary<Observation, double> distance = front.ToDictionary(o => o, _ => 0.0);
        for (int objective = 0; objective < front[0].Losses.Length; objective++)
        {
            Observation[] sorted = [.. front.OrderBy(o => o.Losses[objective])];
            double range = sorted[^1].Losses[objective] - sorted[0].Losses[objective];
            distance[sorted[0]] = distance[sorted[^1]] = double.PositiveInfinity;
            for (int i = 1; i + 1 < sorted.Length && range > 0; i++)
                distance[sorted[i]] += (sorted[i + 1].Losses[objective] - sorted[i - 1].Losses[objective]) / range;
        }
        return front.OrderByDescending(o => distance[o]).ThenBy(o => o.Number);
    }
}
