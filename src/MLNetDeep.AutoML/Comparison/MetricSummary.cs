namespace MLNetDeep.AutoML;

/// <summary>A metric of a contender over all folds.</summary>
/// <param name="Name">Its name, as ML.NET has it.</param>
/// <param name="Maximize">Whether more of it is better.</param>
/// <param name="Mean">The mean over the folds where it is defined; NaN where it is in none.</param>
/// <param name="StandardDeviation">The standard deviation over them (by n − 1); NaN for fewer than two.</param>
/// <param name="Interval">The 95 % interval of the mean by bootstrap over the test rows; null where the metric cannot be worked out row by row.</param>
public sealed record MetricSummary(string Name, bool Maximize, double Mean, double StandardDeviation, ConfidenceInterval? Interval);

/// <summary>An interval.</summary>
/// <param name="Low">The low end.</param>
/// <param name="High">The high end.</param>
public sealed record ConfidenceInterval(double Low, double High)
{
    /// <summary>Whether a value lies in it, the ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
