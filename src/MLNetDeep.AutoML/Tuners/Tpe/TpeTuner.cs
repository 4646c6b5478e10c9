namespace MLNetDeep.AutoML;

/// <summary>
/// The tree-structured Parzen estimator. The best trials make one density over the space, all others (and those in flight, the constant liar) a second one; of some
/// configurations drawn from the first, that with the largest ratio of the two is proposed. In a conditional space the branch is drawn first, and only its trials are
/// compared: the ratio grows with the number of hyperparameters, and would not be fair between branches.
/// </summary>
internal sealed class TpeTuner : ITuner
{
    private readonly TpeOptions _options;

    public TpeTuner(TpeOptions options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "tpe";

    public Configuration? Propose(TunerContext context)
    {
        var history = new TrialHistory(context, new SpaceEncoding(context.Space));
        Random random = context.Random();
        if (Startup.Propose(history, context, random, _options.StartupTrials) is { } first)
            return first;
        Observation[] order = Ranking.Order(history.Observed);
        int[] parents = [.. history.Encoding.Dimensions.Select(d => d.Parent).Where(p => p >= 0).Distinct().Order()];
        return Fresh.Find(history, random, () => parents.Length == 0 ? Best(history, order, [], [], random) : OfBranch(history, order, parents, random));
    }

    private double[] OfBranch(TrialHistory history, Observation[] order, int[] parents, Random random)
    {
        double[] branch = TpeBranch.Draw(history.Encoding, order, random);
        Observation[] same = TpeBranch.Trials(order, parents, branch);
        return Best(history, same, branch, parents, random);
    }

    /// <param name="history">The trials, of which those in flight count as bad.</param>
    /// <param name="order">The trials to compare, the best first.</param>
    /// <param name="branch">Holds the values that are given.</param>
    /// <param name="given">Which elements of it those are.</param>
    /// <param name="random">Chance.</param>
    private double[] Best(TrialHistory history, Observation[] order, double[] branch, int[] given, Random random)
    {
        int count = TpeConstants.GoodTrials(order.Length);
        var good = new ParzenEstimator(history.Encoding, [.. order.Take(count).Select(o => o.X)], TpeConstants.Weights(count));
        var others = new ParzenEstimator(history.Encoding, [.. order.Skip(count).Select(o => o.X), .. history.InFlight]);
        double[]? best = null;
        double highest = double.NegativeInfinity;
        for (int i = 0; i < _options.Candidates; i++)
        {
            double[] candidate = good.Sample(random, branch, given);
            double ratio = good.LogDensity(candidate) - others.LogDensity(candidate);
            if (best is null || ratio > highest)
                (best, highest) = (candidate, ratio);
        }
        return best!;
    }
}
