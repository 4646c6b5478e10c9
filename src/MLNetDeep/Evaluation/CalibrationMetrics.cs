namespace MLNetDeep;

/// <summary>How well probabilities match frequencies. ML.NET's own evaluators say the rest.</summary>
/// <param name="ExpectedCalibrationError">
/// The difference between the confidence in what is predicted and the share that is right, averaged over the rows in 15 bins of confidence.
/// </param>
/// <param name="MaximumCalibrationError">The largest such difference of a bin.</param>
/// <param name="LogLoss">The logarithmic loss (natural) of the probability of what is true.</param>
/// <param name="Rows">The rows counted.</param>
public sealed record CalibrationMetrics(double ExpectedCalibrationError, double MaximumCalibrationError, double LogLoss, long Rows);
