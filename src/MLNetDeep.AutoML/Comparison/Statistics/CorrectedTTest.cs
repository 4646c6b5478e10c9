using MathNet.Numerics.Distributions;

namespace MLNetDeep.AutoML.Statistics;

/// <summary>
/// The corrected resampled t-test (Nadeau and Bengio 2003, "Inference for the generalization error", Machine Learning 52). Training sets of different folds share rows, so that differences of folds
/// are correlated and the plain t-test finds too much: the variance of their mean is (1/n + test rows / training rows) · s² instead of s²/n.
/// </summary>
internal static class CorrectedTTest
{
    /// <summary>The two-sided p value of "there is no difference".</summary>
    /// <param name="differences">One for each fold of each repeat.</param>
    /// <param name="testPerTrain">Test rows per training row: 0.25 for five folds.</param>
    /// <returns>NaN for fewer than two differences. Where all are the same, the limit: 1 for zeros, otherwise 0.</returns>
    public static double PValue(IReadOnlyCollection<double> differences, double testPerTrain)
    {
        if (differences.Count < 2)
            return double.NaN;
        double mean = differences.Average();
        double error = StandardError(differences, testPerTrain);
        if (error == 0)
            return mean == 0 ? 1 : 0;
        return Math.Min(1, 2 * StudentT.CDF(0, 1, differences.Count - 1, -Math.Abs(mean / error)));
    }

    /// <summary>The standard error of the mean difference.</summary>
    public static double StandardError(IReadOnlyCollection<double> differences, double testPerTrain) =>
        Math.Sqrt(((1.0 / differences.Count) + testPerTrain) * Sample.Variance(differences));
}
