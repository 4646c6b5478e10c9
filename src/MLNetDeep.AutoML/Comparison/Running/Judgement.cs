using MLNetDeep.AutoML.Statistics;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Makes of what was measured a comparison: means, intervals, the reference, tests and verdicts.</summary>
/// <param name="task">The task.</param>
/// <param name="options">The options.</param>
/// <param name="plans">The folds.</param>
/// <param name="units">For each row what it is drawn with in the bootstrap.</param>
internal sealed class Judgement(PredictionTask task, ComparisonOptions options, IReadOnlyList<FoldPlan> plans, int[] units)
{
    public Comparison Of(IReadOnlyList<ContenderMeasurement> measured)
    {
        Objective[] metrics = ComparedMetrics.Of(task, options.Metric, measured);
        // Without the main metric there is nothing to compare by.
        ContenderMeasurement[] all = [.. measured.Select(m => m.Failure is null && Values(m, metrics[0].Metric).All(double.IsNaN)
            ? m with { Failure = $"{metrics[0].Metric} is not defined on any fold" } : m)];
        ContenderMeasurement[] ended = [.. all.Where(m => m.Failure is null)];
        ContenderMeasurement? reference = Reference(ended, metrics[0]);
        var bootstrap = ContenderBootstrap.Of(ended, metrics, units, options);
        double rope = reference is null ? double.NaN : RopeWidth(metrics[0], Sample.Mean(Values(reference, metrics[0].Metric)));
        Dictionary<string, ComparisonDifference> differences = reference is null ? [] : new Differences(metrics[0], rope, TestPerTrain, bootstrap).All(ended, reference);
        var verdicts = new Verdicts(options.Significance, reference?.Contender.Key);
        ComparisonEntry[] entries = [.. all.Select(m => verdicts.Add(Entry(m, metrics, bootstrap), differences.GetValueOrDefault(m.Contender.Key)))];
        return new Comparison
        {
            Task = task.Key,
            Metric = ended.Length > 0 ? metrics[0].Metric : null,
            Rows = units.Length,
            Folds = options.Folds,
            Repeats = options.Repeats,
            Seed = options.Seed,
            Rope = options.Rope,
            RopeWidth = rope,
            Significance = options.Significance,
            Reference = reference?.Contender.Key,
            Tuning = options.Tuning?.ToString(),
            ReferenceIsBestClassical = options.Reference is null && reference is { Contender.IsDeep: false },
            Entries = [.. entries.OrderBy(e => e.Failure is null ? metrics[0].Loss(e.Metrics[0].Mean) : double.PositiveInfinity)],
            Notes = [.. ComparisonNotes.Of(all, metrics, options, plans.Count, reference)],
        };
    }

    // Test rows per training row; where these grow with the folds, as by time, the mean.
    private double TestPerTrain => plans.Average(p => (double)p.TestRows.Length / p.TrainRows);

    private ContenderMeasurement? Reference(ContenderMeasurement[] ended, Objective metric)
    {
        if (options.Reference is { } key)
            return Array.Find(ended, m => m.Contender.Key == key);
        return ended.OrderBy(m => m.Contender.IsDeep).ThenBy(m => metric.Loss(Sample.Mean(Values(m, metric.Metric)))).FirstOrDefault();
    }

    // Metrics that end at 1 are of one size everywhere; errors have the units of the label.
    private double RopeWidth(Objective metric, double reference) => metric.Maximize ? options.Rope : options.Rope * Math.Abs(reference);

    private ComparisonEntry Entry(ContenderMeasurement measured, Objective[] metrics, ContenderBootstrap bootstrap) => new()
    {
        Key = measured.Contender.Key,
        DisplayName = measured.Contender.DisplayName,
        IsDeep = measured.Contender.IsDeep,
        Configuration = options.Configurations.GetValueOrDefault(measured.Contender.Key, Configuration.Empty),
        Folds = [.. measured.Folds.Select(f => f.Result)],
        Failure = measured.Failure,
        ModelBytes = measured.ModelBytes,
        Metrics = measured.Failure is not null ? [] : [.. metrics.Select(m => new MetricSummary(m.Metric, m.Maximize, Sample.Mean(Values(measured, m.Metric)),
            Sample.StandardDeviation(Values(measured, m.Metric)), bootstrap.Interval(measured.Contender.Key, m.Metric)))],
    };

    private static IEnumerable<double> Values(ContenderMeasurement measured, string metric) => measured.Folds.Select(f => f.Result.Metrics.GetValueOrDefault(metric, double.NaN));
}
