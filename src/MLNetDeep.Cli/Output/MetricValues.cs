namespace MLNetDeep.Cli.Output;

/// <summary>Sums up a metric over folds.</summary>
internal static class MetricValues
{
    /// <summary>Mean and standard deviation over the folds where the metric is defined; the deviation is that of a sample.</summary>
    public static (double Mean, double Deviation) Spread(IEnumerable<double> all)
    {
        double[] values = [.. all.Where(double.IsFinite)];
        if (values.Length == 0)
            return (double.NaN, double.NaN);
        double mean = values.Average();
        double squares = values.Sum(v => (v - mean) * (v - mean));
        return (mean, values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : 0);
    }
}
