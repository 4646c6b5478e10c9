namespace MLNetDeep.AutoML;

/// <summary>A sweep that has no result.</summary>
public sealed class SweepException : Exception
{
    private SweepException(string message)
        : base(message)
    {
    }

    internal static SweepException NothingCompleted(IReadOnlyList<Trial> trials)
    {
        string[] reasons = [.. trials.Where(t => t.Reason is not null).GroupBy(t => t.Reason).OrderByDescending(g => g.Count()).Take(5).Select(g => $"{g.Count()} × {g.Key}")];
        string broken = trials.Any(t => t.State == TrialState.Completed) ? " that keeps all constraints" : "";
        return new SweepException($"No trial of {trials.Count} was completed{broken}.{(reasons.Length > 0 ? $" The reasons: {string.Join("; ", reasons)}" : "")}");
    }
}
