using static System.FormattableString;

namespace MLNetDeep.AutoML;

/// <summary>Options of <see cref="Pruner.Asha"/>.</summary>
public sealed record AshaOptions
{
    /// <summary>One of so many trials goes on from each rung to the next. Default 4.</summary>
    public int ReductionFactor { get; init; } = 4;

    /// <summary>The step (epoch or iteration) of the first rung, the least that every trial gets. The next ones are by the reduction factor further on. Default 1.</summary>
    public int MinResource { get; init; } = 1;

    internal IEnumerable<string> Faults()
    {
        if (ReductionFactor < 2)
            yield return $"AshaOptions.ReductionFactor must be at least 2, but was {ReductionFactor}.";
        if (MinResource < 1)
            yield return $"AshaOptions.MinResource must be at least 1, but was {MinResource}.";
    }
}

/// <summary>
/// Asynchronous successive halving, by stopping: a trial that comes to a rung goes on if it is among the best 1/η of all that came there so far. Nobody waits for others.
/// </summary>
internal sealed class AshaPruner : IPruner
{
    private readonly AshaOptions _options;

    public AshaPruner(AshaOptions options)
    {
        if (string.Join(" ", options.Faults()) is { Length: > 0 } faults)
            throw new ArgumentException(faults);
        _options = options;
    }

    public string Name => "asha";

    public string? Judge(Trial trial, IReadOnlyList<Trial> trials, Objective objective)
    {
        if (trial.Reports.Count == 0 || RungOfLast(trial) is not { } rung)
            return null;
        int fold = trial.Reports[^1].Fold;
        double own = trial.Reports[^1].Value;
        double[] others = [.. trials.Where(t => t.Number != trial.Number).Select(t => Curves.At(t, fold, rung)).OfType<TrialReport>().Select(r => r.Value)];
        int place = 1 + others.Count(value => objective.IsBetter(value, own)), allowed = Math.Max(1, (others.Length + 1) / _options.ReductionFactor);
        return place > allowed || double.IsNaN(own)
            ? Invariant($"At step {rung} its {objective.Metric} of {own:G4} is number {place} of {others.Length + 1} trials that came so far; the best {allowed} may go on.")
            : null;
    }

    /// <summary>The rung that the last report was the first to reach; null where it reached none.</summary>
    private int? RungOfLast(Trial trial)
    {
        TrialReport last = trial.Reports[^1];
        int before = Curves.Fold(trial, last.Fold).SkipLast(1).Select(r => r.Step).DefaultIfEmpty(0).Max();
        int? reached = null;
        for (long rung = _options.MinResource; rung <= last.Step; rung *= _options.ReductionFactor)
        {
            if (rung > before)
                reached = (int)rung;
        }
        return reached;
    }
}
