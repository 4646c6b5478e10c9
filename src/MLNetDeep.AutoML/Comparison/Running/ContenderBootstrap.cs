using MLNetDeep.AutoML.Statistics;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>
/// The means over the folds of every contender's metrics, on draws of the rows that are the same for all. A row that is tested in several repeats is drawn in all of them or in none.
/// </summary>
internal sealed class ContenderBootstrap
{
    private readonly Dictionary<(string Contender, string Metric), double[]> _replicates = [];

    private ContenderBootstrap()
    {
    }

    public static ContenderBootstrap Of(IEnumerable<ContenderMeasurement> measured, Objective[] metrics, int[] units, ComparisonOptions options)
    {
        var figures = new List<(string Contender, string Metric, RowMetric[] Folds)>();
        foreach (ContenderMeasurement one in measured)
        {
            figures.AddRange(metrics.Where(metric => one.Folds.All(f => f.ByRow.ContainsKey(metric.Metric)))
                .Select(metric => (one.Contender.Key, metric.Metric, one.Folds.Select(f => f.ByRow[metric.Metric]).ToArray())));
        }
        double[][] values = new RowBootstrap(units, options.Seed).Run(
            options.BootstrapSamples, weights => [.. figures.Select(figure => Sample.Mean(figure.Folds.Select(f => f.Value(weights))))], options.CancellationToken);
        var bootstrap = new ContenderBootstrap();
        foreach (((string contender, string metric, _), double[] replicates) in figures.Zip(values))
            bootstrap._replicates[(contender, metric)] = replicates;
        return bootstrap;
    }

    /// <summary>The interval of a mean; null where the metric cannot be worked out row by row.</summary>
    public ConfidenceInterval? Interval(string contender, string metric) =>
        _replicates.TryGetValue((contender, metric), out double[]? values) ? IntervalOf(values) : null;

    /// <summary>The interval of the difference of two means, the second taken from the first.</summary>
    public ConfidenceInterval? Difference(string contender, string reference, Objective metric) =>
        _replicates.TryGetValue((contender, metric.Metric), out double[]? its) && _replicates.TryGetValue((reference, metric.Metric), out double[]? others)
            ? IntervalOf([.. its.Zip(others, (a, b) => metric.Maximize ? a - b : b - a)])
            : null;

    private static ConfidenceInterval? IntervalOf(double[] values)
    {
        (double low, double high) = RowBootstrap.Percentiles(values, Comparison.IntervalLevel);
        return double.IsFinite(low) && double.IsFinite(high) ? new ConfidenceInterval(low, high) : null;
    }
}
