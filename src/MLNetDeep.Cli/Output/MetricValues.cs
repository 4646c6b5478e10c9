using System.Reflection;
using Microsoft.ML.Data;

namespace MLNetDeep.Cli.Output;

/// <summary>Metrics under the names that ML.NET gives them: the properties of its metrics classes.</summary>
internal static class MetricValues
{
    // Counts only where Evaluate was given a number of classes to look at, which no command does.
    private const string NotAskedFor = nameof(MulticlassClassificationMetrics.TopKAccuracy);

    public static Dictionary<string, double> Of(object metrics) => metrics.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.PropertyType == typeof(double) && p.Name != NotAskedFor)
        .ToDictionary(p => p.Name, p => (double)p.GetValue(metrics)!);

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
