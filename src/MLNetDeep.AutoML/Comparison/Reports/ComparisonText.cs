using System.Globalization;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>The cells of a comparison's table, for people.</summary>
internal static class ComparisonText
{
    /// <summary>A metric: four decimals, or six digits where it is large; empty where it is not defined.</summary>
    public static string Number(double value) => !double.IsFinite(value) ? "" : value.ToString(Math.Abs(value) < 10 ? "0.0000" : "G6", CultureInfo.InvariantCulture);

    /// <summary>Mean ± standard deviation.</summary>
    public static string Spread(MetricSummary metric) =>
        !double.IsFinite(metric.Mean) ? "" : double.IsFinite(metric.StandardDeviation) ? $"{Number(metric.Mean)} ± {Number(metric.StandardDeviation)}" : Number(metric.Mean);

    /// <summary>From low to high.</summary>
    public static string Interval(ConfidenceInterval? interval) => interval is null ? "" : $"{Number(interval.Low)} … {Number(interval.High)}";

    /// <summary>The difference with its sign.</summary>
    public static string Difference(ComparisonEntry entry)
    {
        double difference = entry.Difference?.Mean ?? double.NaN;
        string size = Number(Math.Abs(difference));
        // What is 0 as it is shown has no sign.
        return size == Number(0) || size.Length == 0 ? size : (difference > 0 ? "+" : "−") + size;
    }

    /// <summary>A p value: 0.031, &lt; 0.001.</summary>
    public static string PValue(double value) => double.IsNaN(value) ? "" : value < 0.001 ? "< 0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>Probabilities of better, equivalent and worse, in percent.</summary>
    public static string Probabilities(ComparisonDifference? difference) => difference is null || double.IsNaN(difference.ProbabilityBetter)
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{difference.ProbabilityBetter * 100:0} / {difference.ProbabilityEquivalent * 100:0} / {difference.ProbabilityWorse * 100:0} %");

    /// <summary>Seconds or microseconds.</summary>
    public static string Amount(double value) => double.IsNaN(value) ? "" : value.ToString(value < 100 ? "0.00" : "0", CultureInfo.InvariantCulture);

    /// <summary>Bytes: 812 B, 12.3 KB, 4.1 MB (by 1000).</summary>
    public static string Bytes(long? bytes) => bytes switch
    {
        null => "",
        < 1000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} KB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
    };

    /// <summary>What the reference is called.</summary>
    public static string ReferenceText(Comparison comparison) =>
        comparison.Reference is null ? "" : $"{comparison.Reference}{(comparison.ReferenceIsBestClassical ? ", the best classical contender" : "")}";
}
