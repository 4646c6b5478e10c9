namespace MLNetDeep.AutoML;

/// <summary>Branches of a conditional space: the values of the choices that conditions are about.</summary>
internal static class TpeBranch
{
    /// <summary>So many trials of a branch are compared with each other alone.</summary>
    private const int Enough = 5;

    /// <summary>
    /// A vector in the branch to go on with: mostly as the best trials are, but also by chance, the less the more trials there are, so that a branch whose first
    /// trials were unlucky gets some more to show what it can reach.
    /// </summary>
    public static double[] Draw(SpaceEncoding encoding, Observation[] order, Random random) =>
        random.NextDouble() < Math.Min(TpeConstants.MostChance, TpeConstants.ChanceOfBranch / Math.Sqrt(order.Length))
            ? encoding.Uniform(random)
            : new ParzenEstimator(encoding, [.. order.Take((int)Math.Ceiling(TpeConstants.GoodShare * order.Length)).Select(o => o.X)]).Sample(random);

    /// <summary>The trials of a branch, the best first; where there are too few, those that share the first of the choices only, and so on.</summary>
    public static Observation[] Trials(Observation[] order, int[] parents, double[] branch)
    {
        for (int shared = parents.Length; shared > 0; shared--)
        {
            Observation[] same = [.. order.Where(o => parents.Take(shared).All(p => o.X[p].Equals(branch[p])))];
            if (same.Length >= Enough)
                return same;
        }
        return order;
    }
}
