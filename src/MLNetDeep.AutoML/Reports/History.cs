namespace MLNetDeep.AutoML.Reports;

/// <summary>The first objective over a sweep.</summary>
internal static class History
{
    /// <summary>The completed trials, with the best so far.</summary>
    public static IReadOnlyList<ReportStep> Of(Objective objective, IReadOnlyList<Trial> trials)
    {
        List<ReportStep> steps = [];
        double? best = null;
        foreach (Trial trial in trials.Where(t => t.State == TrialState.Completed && t.Values.Count > 0))
        {
            double value = trial.Values[0];
            if (trial.IsFeasible && double.IsFinite(value) && (best is null || objective.IsBetter(value, best.Value)))
                best = value;
            steps.Add(new ReportStep(trial.Number, value, trial.IsFeasible, best));
        }
        return steps;
    }
}
