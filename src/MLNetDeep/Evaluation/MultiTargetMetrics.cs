namespace MLNetDeep;

/// <summary>How well several numbers at once are predicted: means over the targets, and each target alone.</summary>
public sealed class MultiTargetRegressionMetrics
{
    internal MultiTargetRegressionMetrics(IReadOnlyList<TargetMetrics> targets) => Targets = targets;

    /// <summary>The mean distance over all targets of all rows.</summary>
    public double MeanAbsoluteError => Targets.Average(t => t.MeanAbsoluteError);

    /// <summary>The mean squared distance over all targets of all rows.</summary>
    public double MeanSquaredError => Targets.Average(t => t.MeanSquaredError);

    /// <summary>The root of the mean squared distance.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>The mean of the targets' own coefficients of determination: it does not depend on their units.</summary>
    public double RSquared => Targets.Average(t => t.RSquared);

    /// <summary>Each target alone.</summary>
    public IReadOnlyList<TargetMetrics> Targets { get; }
}

/// <summary>How well one of several numbers is predicted, by ML.NET's definitions.</summary>
/// <param name="Name">The name of the target's slot.</param>
/// <param name="MeanAbsoluteError">The mean distance.</param>
/// <param name="MeanSquaredError">The mean squared distance.</param>
/// <param name="RootMeanSquaredError">The root of the mean squared distance.</param>
/// <param name="RSquared">The coefficient of determination.</param>
public sealed record TargetMetrics(string Name, double MeanAbsoluteError, double MeanSquaredError, double RootMeanSquaredError, double RSquared);
