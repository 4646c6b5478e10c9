namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Which metrics are compared.</summary>
internal static class ComparedMetrics
{
    // Of networks that predict quantiles, which have none of the others.
    private static readonly Objective[] _ofQuantiles = [new("PinballLoss", false), new("CoverageError", false)];

    /// <summary>The main one first: those of the task that every contender has that ended, at least one.</summary>
    /// <param name="task">The task.</param>
    /// <param name="main">The main one where the user named it.</param>
    /// <param name="measured">What was measured.</param>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public static Objective[] Of(PredictionTask task, string? main, IEnumerable<ContenderMeasurement> measured)
    {
        Objective[] known = [.. task.Compared, .. _ofQuantiles];
        ComparisonFold[] folds = [.. measured.Where(m => m.Failure is null).SelectMany(m => m.Folds).Select(f => f.Result)];
        Objective[] common = [.. known.Where(k => folds.Length > 0 && Array.TrueForAll(folds, f => f.Metrics.ContainsKey(k.Metric)))];
        if (main is null)
            return common.Length > 0 ? common : [task.Compared[0]];
        return [Named(task, main), .. common.Where(c => c.Metric != main)];
    }

    /// <summary>A metric by its name.</summary>
    public static Objective Named(PredictionTask task, string name) => task.Compared.Concat(_ofQuantiles).FirstOrDefault(k => k.Metric == name)
        ?? throw new ArgumentException($"{nameof(ComparisonOptions.Metric)} must be one of {string.Join(", ", task.Compared.Select(k => k.Metric))}, but was {name}.");
}
