namespace MLNetDeep.AutoML;

/// <summary>Which trials are ahead.</summary>
internal static class TrialRanking
{
    /// <summary>The best completed trial that keeps all constraints, by the first objective; null where there is none.</summary>
    public static Trial? Best(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives) =>
        trials.Where(t => t.IsFeasible && t.Values.Count > 0 && double.IsFinite(t.Values[0])).OrderBy(t => objectives[0].Loss(t.Values[0])).ThenBy(t => t.Number).FirstOrDefault();

    /// <summary>Completed trials first, the best in front; then the others by number.</summary>
    public static IReadOnlyList<Trial> Order(IEnumerable<Trial> trials, IReadOnlyList<Objective> objectives) =>
        [.. trials.OrderBy(t => t.IsFeasible ? 0 : t.State == TrialState.Completed ? 1 : 2)
            .ThenBy(t => t.State == TrialState.Completed ? objectives[0].Loss(t.Values[0]) : 0).ThenBy(t => t.Number)];
}
