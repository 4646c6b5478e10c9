using MathNet.Numerics.Distributions;

namespace MLNetDeep.AutoML.Statistics;

/// <summary>
/// The Bayesian correlated t-test (Benavoli, Corani, Demšar and Zaffalon 2017, "Time for a change", JMLR 18): under a prior that says nothing, the mean difference has a Student distribution with
/// n − 1 degrees of freedom, around the mean of the folds' differences, of scale √((1/n + ρ/(1−ρ)) s²), where the correlation ρ is the share of the rows that are tested on.
/// </summary>
internal static class BayesianTTest
{
    /// <summary>How probable it is that the mean difference lies above, in and below the region of practical equivalence.</summary>
    /// <param name="differences">One for each fold of each repeat; above 0 is better.</param>
    /// <param name="testPerTrain">Test rows per training row, which is ρ/(1−ρ).</param>
    /// <param name="rope">Half the width of the region: differences from −rope to rope count as none.</param>
    public static (double Better, double Equivalent, double Worse) Probabilities(IReadOnlyCollection<double> differences, double testPerTrain, double rope)
    {
        if (differences.Count < 2)
            return (double.NaN, double.NaN, double.NaN);
        double mean = differences.Average();
        double scale = CorrectedTTest.StandardError(differences, testPerTrain);
        if (scale == 0)
            return mean > rope ? (1, 0, 0) : mean < -rope ? (0, 0, 1) : (0, 1, 0);
        double freedom = differences.Count - 1;
        double worse = StudentT.CDF(0, 1, freedom, (-rope - mean) / scale);
        double better = StudentT.CDF(0, 1, freedom, (mean - rope) / scale);
        return (better, Math.Max(0, 1 - better - worse), worse);
    }
}
