namespace MLNetDeep;

/// <summary>How good forecasts are, over every window and each step ahead.</summary>
public sealed record ForecastMetrics
{
    /// <summary>Windows that were forecast.</summary>
    public required long Windows { get; init; }

    /// <summary>The mean squared error, in standard deviations of the training part of each series.</summary>
    public required double MeanSquaredError { get; init; }

    /// <summary>The mean absolute error, in standard deviations of the training part of each series.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>
    /// The mean absolute scaled error (Hyndman and Koehler, 2006): absolute errors divided by the mean absolute difference of the training part to a season before. Series whose training part is constant, or no longer than a
    /// season, or that were not in the training, are left out; NaN where all are.
    /// </summary>
    public required double MeanAbsoluteScaledError { get; init; }

    /// <summary>Pairs of a series and a value column that <see cref="MeanAbsoluteScaledError"/> leaves out.</summary>
    public required int UnscaledSeries { get; init; }

    /// <summary>The symmetric mean absolute percentage error, from 0 to 2: the mean of 2 |error| / (|value| + |forecast|), 0 where both are 0.</summary>
    public required double SymmetricMeanAbsolutePercentageError { get; init; }

    /// <summary>The weighted quantile loss: twice the pinball losses of all quantiles, averaged over them, divided by the sum of absolute values. NaN without quantiles.</summary>
    public required double WeightedQuantileLoss { get; init; }

    /// <summary>The share of values below each quantile, in the order of the quantiles.</summary>
    public required IReadOnlyList<double> QuantileCoverage { get; init; }

    /// <summary>The share of values between the lowest quantile and the highest; NaN with fewer than two quantiles.</summary>
    public required double IntervalCoverage { get; init; }

    /// <summary>The same of each value column, in its own units.</summary>
    public required IReadOnlyList<ForecastColumnMetrics> Columns { get; init; }

    /// <summary>The mean squared error of each step ahead, in standard deviations of the training part.</summary>
    public required IReadOnlyList<double> MeanSquaredErrorByStep { get; init; }
}

/// <summary>How good the forecasts of a value column are.</summary>
/// <param name="Name">The column.</param>
/// <param name="MeanAbsoluteError">The mean absolute error, in units of the column.</param>
/// <param name="RootMeanSquaredError">The root of the mean squared error, in units of the column.</param>
/// <param name="IntervalCoverage">The share of values between the lowest quantile and the highest; NaN with fewer than two quantiles.</param>
public sealed record ForecastColumnMetrics(string Name, double MeanAbsoluteError, double RootMeanSquaredError, double IntervalCoverage);
