namespace MLNetDeep.AutoML;

/// <summary>What trials reported in one fold, as losses.</summary>
internal static class Curves
{
    /// <summary>The reports of one fold, in order.</summary>
    public static IEnumerable<TrialReport> Fold(Trial trial, int fold) => trial.Reports.Where(r => r.Fold == fold);

    /// <summary>The first report at or after a step; null before it came so far.</summary>
    public static TrialReport? At(Trial trial, int fold, int step) => Fold(trial, fold).FirstOrDefault(r => r.Step >= step);

    /// <summary>The best value of reports; NaN where there is no number among them.</summary>
    public static double Best(IEnumerable<TrialReport> reports, Objective objective) =>
        reports.Select(r => r.Value).Aggregate(double.NaN, (best, value) => objective.IsBetter(value, best) ? value : best);

    /// <summary>The mean of the values that are numbers; NaN where there are none.</summary>
    public static double Mean(IEnumerable<TrialReport> reports)
    {
        double[] values = [.. reports.Select(r => r.Value).Where(v => !double.IsNaN(v))];
        return values.Length == 0 ? double.NaN : values.Average();
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
