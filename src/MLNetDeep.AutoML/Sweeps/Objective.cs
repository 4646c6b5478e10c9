namespace MLNetDeep.AutoML;

/// <summary>What a sweep makes large or small.</summary>
/// <param name="Metric">The name of the metric, as <see cref="Trial.Metrics"/> has it: <c>Accuracy</c>, <c>RootMeanSquaredError</c>, <c>ScoringMicrosecondsPerRow</c>, …</param>
/// <param name="Maximize">Whether more of it is better.</param>
public sealed record Objective(string Metric, bool Maximize)
{
    /// <summary>Whether one value is better than another; NaN is never better.</summary>
    public bool IsBetter(double value, double than) => double.IsNaN(than) ? !double.IsNaN(value) : Maximize ? value > than : value < than;

    /// <summary>A value as a loss: the less the better, NaN as positive infinity.</summary>
    public double Loss(double value) => double.IsNaN(value) ? double.PositiveInfinity : Maximize ? -value : value;
}

/// <summary>A bound that the best trial must keep.</summary>
/// <param name="Metric">The name of the metric.</param>
/// <param name="Maximum">The most it may be.</param>
public sealed record Constraint(string Metric, double Maximum);
