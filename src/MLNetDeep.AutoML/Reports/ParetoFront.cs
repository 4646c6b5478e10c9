namespace MLNetDeep.AutoML.Reports;

/// <summary>The trials of several objectives that no other trial beats.</summary>
internal static class ParetoFront
{
    /// <summary>
    /// The numbers of the trials, in their order, that keep all constraints and are not dominated: no other one is as good in every objective and better in one. Trials with equal values stand together.
    /// </summary>
    /// <remarks>In the order of their losses a trial can only be dominated by one before it, so that each is held against the front so far alone.</remarks>
    public static IReadOnlyList<int> Of(IReadOnlyList<Objective> objectives, IReadOnlyList<Trial> trials)
    {
        var candidates = trials.Where(t => t.IsFeasible && t.Values.Count == objectives.Count)
            .Select(t => (t.Number, Losses: t.Values.Select((v, i) => objectives[i].Loss(v)).ToArray()))
            .Where(c => c.Losses.All(double.IsFinite))
            .OrderBy(c => c.Losses, Comparer<double[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));
        List<(int Number, double[] Losses)> front = [];
        foreach (var candidate in candidates)
            if (!front.Any(f => Dominates(f.Losses, candidate.Losses)))
                front.Add(candidate);
        return [.. front.Select(f => f.Number).Order()];
    }

    private static bool Dominates(double[] one, double[] other)
    {
        bool isBetter = false;
        for (int i = 0; i < one.Length; i++)
        {
            if (one[i] > other[i])
                return false;
            isBetter |= one[i] < other[i];
        }
        return isBetter;
    }
}
