using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Pruner.Patience"/>.</summary>
public sealed record PatienceOptions
{
    /// <summary>How many reports in a row may bring nothing better. Default 10.</summary>
    public int Reports { get; init; } = 10;

    /// <summary>By how much a report must be better to count. Default 0.</summary>
    public double MinImprovement { get; init; }

    internal void Validate()
    {
        List<string> faults = [];
        if (Reports < 1)
            faults.Add($"PatienceOptions.Reports must be at least 1, but was {Reports}.");
        if (!(MinImprovement >= 0))
            faults.Add(Invariant($"PatienceOptions.MinImprovement must be at least 0, but was {MinImprovement}."));
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}

/// <summary>Stops a trial that has not become better for so many reports of a fold, whatever others do.</summary>
internal sealed class PatiencePruner : IPruner
{
    private readonly PatienceOptions _options;

    public PatiencePruner(PatienceOptions options)
    {
        options.Validate();
        _options = options;
    }

    public string Name => "patience";

    public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective)
    {
        if (trial.Reports.Count == 0)
            return null;
        (double Loss, int Step) best = (double.PositiveInfinity, 0);
        int since = 0;
        foreach (TrialReport report in Curves.Fold(trial, trial.Reports[^1].Fold))
        {
            since++;
            if (objective.Loss(report.Value) < best.Loss - _options.MinImprovement || (double.IsPositiveInfinity(best.Loss) && double.IsFinite(report.Value)))
                (best, since) = ((objective.Loss(report.Value), report.Step), 0);
        }
        return since >= _options.Reports
            ? Invariant($"{since} reports in a row brought no better {objective.Metric} than {(objective.Maximize ? -best.Loss : best.Loss):G4} of step {best.Step}.")
            : null;
    }
}
