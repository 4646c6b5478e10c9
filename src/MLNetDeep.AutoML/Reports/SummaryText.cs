using static System.FormattableString;

namespace MLNetDeep.AutoML.Reports;

/// <summary>What came of a sweep, in a sentence or two.</summary>
internal static class SummaryText
{
    private static readonly TrialState[] _order = [TrialState.Completed, TrialState.Pruned, TrialState.Failed, TrialState.Skipped, TrialState.Running, TrialState.Waiting];

    public static string Of(SweepDocument document)
    {
        if (document.Trials.Count == 0)
            return "No trial was begun yet.";
        string[] states = [.. _order.Select(s => (State: s, Count: document.Trials.Count(t => t.State == s))).Where(s => s.Count > 0)
            .Select(s => Invariant($"{s.Count} {s.State.ToString().ToLowerInvariant()}"))];
        string trials = document.Trials.Count == 1 ? "1 trial" : Invariant($"{document.Trials.Count} trials");
        return $"{trials}{Taken(document.Trials)}: {string.Join(", ", states)}. {Best(document)}{Front(document)}";
    }

    private static string Taken(IReadOnlyList<Trial> trials)
    {
        DateTimeOffset[] times = [.. trials.SelectMany(t => new[] { t.Started, t.Ended }).OfType<DateTimeOffset>()];
        return times.Length == 0 ? "" : $" in {Duration(times.Max() - times.Min())}";
    }

    private static string Best(SweepDocument document)
    {
        if (document.Trials.FirstOrDefault(t => t.Number == document.Best) is not { } best)
            return document.Trials.Any(t => t.State == TrialState.Completed) ? "No trial kept all constraints." : "No trial completed.";
        string values = string.Join(" and ", document.Objectives.Zip(best.Values, (o, v) => Invariant($"{o.Metric} {v:G4}")));
        return $"The best is trial {best.Number}{Named(document, best)} with {values}.";
    }

    /// <summary>The choices on which other hyperparameters depend: which architecture it is.</summary>
    private static string Named(SweepDocument document, Trial trial)
    {
        string[] names = [.. document.Space.Where(h => document.Space.Any(other => other.Parent == h.Name))
            .Where(h => trial.Configuration.TryGet(h.Name, out _)).Select(h => Invariant($"{trial.Configuration[h.Name]}"))];
        return names.Length == 0 ? "" : $" ({string.Join(", ", names)})";
    }

    private static string Front(SweepDocument document) => document.ParetoFront.Count switch
    {
        0 => "",
        1 => " No other trial is better in any objective.",
        int count => Invariant($" {count} trials are on the Pareto front."),
    };

    private static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => Invariant($"{time.TotalMilliseconds:F0} ms"),
        { TotalMinutes: < 1 } => Invariant($"{time.TotalSeconds:F0} s"),
        { TotalHours: < 1 } => Invariant($"{time.Minutes} min {time.Seconds} s"),
        _ => Invariant($"{(int)time.TotalHours} h {time.Minutes} min"),
    };
}
