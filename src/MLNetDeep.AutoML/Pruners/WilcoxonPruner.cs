using MLNetDeep.AutoML.Statistics;
using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Pruner.Wilcoxon"/>.</summary>
public sealed record WilcoxonOptions
{
    /// <summary>The probability, were the trial as good as the best, of folds as bad as its own: below it the trial is stopped. Default 0.1.</summary>
    public double PThreshold { get; init; } = 0.1;

    internal void Validate()
    {
        if (!(PThreshold > 0) || PThreshold >= 1)
            throw new ArgumentException(Invariant($"WilcoxonOptions.PThreshold must be above 0 and below 1, but was {PThreshold}."));
    }
}

/// <summary>
/// Stops a trial between folds: its values of the folds behind it against those of the best completed trial by the one-sided signed-rank test (Wilcoxon 1945). With four folds
/// all worse p is 1/16, so that with the default threshold nothing is stopped before.
/// </summary>
internal sealed class WilcoxonPruner : IPruner
{
    private readonly WilcoxonOptions _options;

    public WilcoxonPruner(WilcoxonOptions options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "wilcoxon";

    public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective)
    {
        if (trial.Reports.Count == 0 || Best(trial, trials, objective) is not { } best)
            return null;
        double[] worse = [.. Behind(trial, best).Select(fold => objective.Loss(Last(trial, fold)!.Value) - objective.Loss(Last(best, fold)!.Value))
            .Select(d => double.IsNaN(d) ? 0 : d)];
        if (worse.Length == 0 || worse.Average() <= 0)
            return null;
        double p = WilcoxonTest.OneSidedPValue(worse);
        return p < _options.PThreshold
            ? Invariant($"Its {objective.Metric} is worse than that of trial {best.Number}, the best, by {worse.Average():G4} on average over {worse.Length} folds (Wilcoxon p = {p:0.000}).")
            : null;
    }

    private static Trial? Best(Trial trial, IReadOnlyList<Trial> trials, Objective objective) => trials
        .Where(t => t.Number != trial.Number && t.IsFeasible && t.Reports.Count > 0)
        .MinBy(t => (Loss(t, objective), t.Number));

    // By reports, which may be about another metric than the sweep's objective.
    private static double Loss(Trial trial, Objective objective) => trial.Reports.Select(r => r.Fold).Distinct().Average(fold => objective.Loss(Last(trial, fold)!.Value));

    /// <summary>The folds that the trial is through with, those that the best has too: another came behind, or it is as far as the best came.</summary>
    private static IEnumerable<int> Behind(Trial trial, Trial best) => trial.Reports.Select(r => r.Fold).Distinct()
        .Where(fold => Last(best, fold) is { } end && (fold != trial.Reports[^1].Fold || trial.Reports[^1].Step >= end.Step));

    private static TrialReport? Last(Trial trial, int fold) => Curves.Fold(trial, fold).LastOrDefault();
}
