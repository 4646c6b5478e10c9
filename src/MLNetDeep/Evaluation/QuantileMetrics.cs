namespace MLNetDeep;

/// <summary>How well quantiles of a number are predicted.</summary>
public sealed class QuantileRegressionMetrics
{
    internal QuantileRegressionMetrics(IReadOnlyList<QuantileMetrics> quantiles, double intervalCoverage, double meanIntervalWidth) =>
        (Quantiles, IntervalCoverage, MeanIntervalWidth) = (quantiles, intervalCoverage, meanIntervalWidth);

    /// <summary>The mean pinball loss over all quantiles, in the units of the label.</summary>
    public double PinballLoss => Quantiles.Average(q => q.PinballLoss);

    /// <summary>The mean distance between each quantile and the share of rows below it: 0 is right.</summary>
    public double CoverageError => Quantiles.Average(q => Math.Abs(q.Coverage - q.Quantile));

    /// <summary>The share of rows between the lowest and the highest quantile.</summary>
    public double IntervalCoverage { get; }

    /// <summary>How far the highest quantile lies above the lowest, on average.</summary>
    public double MeanIntervalWidth { get; }

    /// <summary>Each quantile alone.</summary>
    public IReadOnlyList<QuantileMetrics> Quantiles { get; }
}

/// <summary>How well one quantile is predicted.</summary>
/// <param name="Quantile">Which.</param>
/// <param name="PinballLoss">Its mean pinball loss, in the units of the label.</param>
/// <param name="Coverage">The share of rows whose label is at or below it; right when equal to the quantile.</param>
public sealed record QuantileMetrics(double Quantile, double PinballLoss, double Coverage);
