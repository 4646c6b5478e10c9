using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Pruner.Median"/>.</summary>
public sealed record MedianPrunerOptions
{
    /// <summary>How many trials must be completed before the first is stopped. Default 5.</summary>
    public int StartupTrials { get; init; } = 5;

    /// <summary>Up to which step (epoch or iteration) no trial is stopped. Default 2.</summary>
    public int WarmupSteps { get; init; } = 2;

    internal void Validate()
    {
        List<string> faults = [];
        if (StartupTrials < 1)
            faults.Add($"MedianPrunerOptions.StartupTrials must be at least 1, but was {StartupTrials}.");
        if (WarmupSteps < 0)
            faults.Add($"MedianPrunerOptions.WarmupSteps must be at least 0, but was {WarmupSteps}.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}

/// <summary>The median stopping rule: the best value of a trial so far against the median of the completed trials' running means up to the same step.</summary>
internal sealed class MedianPruner : IPruner
{
    private readonly MedianPrunerOptions _options;

    public MedianPruner(MedianPrunerOptions options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "median";

    public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective)
    {
        if (trial.Reports.Count == 0 || trial.Reports[^1] is not { } last || last.Step <= _options.WarmupSteps)
            return null;
        double[] means = [.. trials.Where(t => t.Number != trial.Number && t.State == TrialState.Completed)
            .Select(t => Curves.Mean(Curves.Fold(t, last.Fold).Where(r => r.Step <= last.Step))).Where(m => !double.IsNaN(m))];
        if (means.Length < _options.StartupTrials)
            return null;
        double best = Curves.Best(Curves.Fold(trial, last.Fold), objective), median = Curves.Median(means);
        return objective.IsBetter(median, best)
            ? Invariant($"By step {last.Step} its best {objective.Metric} of {best:G4} is worse than {median:G4}, the median of {means.Length} completed trials' means up to there.")
            : null;
    }
}
