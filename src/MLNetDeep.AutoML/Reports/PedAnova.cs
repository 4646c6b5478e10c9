using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace MLNetDeep.AutoML.Reports;

/// <summary>
/// PED-ANOVA (Watanabe, Bansal, Hutter 2023, arXiv 2304.10255). Let b say whether a trial is among the best tenth. The variance of b's marginal mean over a hyperparameter is the Pearson divergence between its
/// density among the best and its density among all: n²/N² · Σ (p_best − p_all)² / p_all. Divided by the variance of b, n/N · (1 − n/N), it is the share of that variance that the hyperparameter explains.
/// Where the best were drawn by chance its expectation is above 0, more so with few trials. It has a closed form, Σ var(p_best) / p_all, and is taken off.
/// </summary>
internal static class PedAnova
{
    /// <summary>Fewer trials say nothing.</summary>
    public const int FewestTrials = 12;

    private const double TopShare = 0.1;
    private const int FewestTop = 4;

    /// <summary>The importance of every hyperparameter for one objective, from the completed trials. A conditional one is judged over the trials that have it.</summary>
    public static ReportImportance Of(SearchSpace space, Objective objective, int index, IReadOnlyList<Trial> trials)
    {
        var scored = trials.Where(t => t.State == TrialState.Completed && t.Values.Count > index && double.IsFinite(t.Values[index]))
            .Select(t => new Scored(t.Configuration, objective.Loss(t.Values[index]))).ToArray();
        if (scored.Length < FewestTrials)
            return new ReportImportance(objective.Metric, [], Invariant($"Too few trials to say: {scored.Length} completed, at least {FewestTrials} are needed."));
        ReportInfluence[] all = [.. space.Select(h => Influence(h, scored)).OfType<ReportInfluence>()];
        double sum = all.Sum(i => i.Explained);
        return new ReportImportance(
            objective.Metric,
            [.. all.Select(i => i with { Share = sum > 0 ? i.Explained / sum : 0 }).OrderByDescending(i => i.Explained)],
            Note([.. space.Select(h => h.Name).Except(all.Select(i => i.Name))], sum));
    }

    private static ReportInfluence? Influence(Hyperparameter hyperparameter, Scored[] scored)
    {
        Scored[] having = [.. scored.Where(s => s.Configuration.TryGet(hyperparameter.Name, out _))];
        if (having.Length < FewestTrials)
            return null;
        bool[] isBest = Best([.. having.Select(s => s.Loss)]);
        double[][] kernels = MarginalKernels.Of(hyperparameter, [.. having.Select(s => s.Configuration[hyperparameter.Name])], isBest);
        return new ReportInfluence(hyperparameter.Name, 0, Explained(kernels, isBest), having.Length);
    }

    /// <summary>Which are among the best tenth; all that are as good as the last of them, too.</summary>
    private static bool[] Best(double[] losses)
    {
        int count = Math.Max(FewestTop, (int)Math.Ceiling(TopShare * losses.Length));
        double threshold = losses.Order().ElementAt(count - 1);
        return [.. losses.Select(l => l <= threshold)];
    }

    private static double Explained(double[][] kernels, bool[] isBest)
    {
        double all = kernels.Length, best = isBest.Count(b => b);
        if (best == all)
            return 0;
        var (sums, bestSums, squares) = Sums(kernels, isBest);
        double divergence = 0, chance = 0;
        for (int cell = 0; cell < sums.Length; cell++)
        {
            double mean = sums[cell] / all, difference = (bestSums[cell] / best) - mean;
            if (mean <= 0)
                continue;
            divergence += difference * difference / mean;
            chance += (squares[cell] - (all * mean * mean)) / (all - 1) / best * (1 - (best / all)) / mean;
        }
        return Math.Clamp(best / all * (divergence - chance) / (1 - (best / all)), 0, 1);
    }

    // Run once, over millions of cells: not first without optimization.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double[] All, double[] Best, double[] Squares) Sums(double[][] kernels, bool[] isBest)
    {
        int cells = kernels[0].Length;
        double[] all = new double[cells], best = new double[cells], squares = new double[cells];
        for (int i = 0; i < kernels.Length; i++)
        {
            double[] kernel = kernels[i];
            for (int cell = 0; cell < cells; cell++)
            {
                all[cell] += kernel[cell];
                best[cell] += isBest[i] ? kernel[cell] : 0;
                squares[cell] += kernel[cell] * kernel[cell];
            }
        }
        return (all, best, squares);
    }

    private static string? Note(string[] left, double sum)
    {
        List<string> notes = [];
        if (sum <= 0)
            notes.Add("No hyperparameter has more influence than chance would give.");
        if (left.Length > 0)
            notes.Add($"In too few trials to say: {string.Join(", ", left)}.");
        return notes.Count == 0 ? null : string.Join(" ", notes);
    }

    private readonly record struct Scored(Configuration Configuration, double Loss);
}
