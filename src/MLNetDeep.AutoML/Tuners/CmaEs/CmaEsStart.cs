using MathNet.Numerics.LinearAlgebra;

namespace MLNetDeep.AutoML;

/// <summary>Where CMA-ES begins.</summary>
internal static class CmaEsStart
{
    /// <summary>
    /// Around the best tenth of other tuners' trials, as wide as they lie apart (WS-CMA-ES, Nomura et al. 2021); around the best one where there are only few; in the
    /// middle of the space where there are none.
    /// </summary>
    public static CmaEsState From(IReadOnlyList<Observation> others, int[] numbers, CmaEsConstants constants, double step)
    {
        Observation[] order = [.. Ranking.Order(others).Where(o => !o.IsBad)];
        int n = numbers.Length, count = order.Length / 10;
        if (count < 3)
            return new CmaEsState(constants, [.. numbers.Select(d => order.Length > 0 ? Filled(order[0].X[d]) : 0.5)], step, Matrix<double>.Build.DenseIdentity(n));
        Vector<double>[] best = [.. order.Take(count).Select(o => Vector<double>.Build.Dense(n, i => Filled(o.X[numbers[i]])))];
        Vector<double> mean = best.Aggregate((a, b) => a + b) / count;
        Matrix<double> covariance = best.Select(x => (x - mean).OuterProduct(x - mean)).Aggregate((a, b) => a + b) / count;
        covariance += Matrix<double>.Build.DenseIdentity(n) * 0.01;
        double sigma = Math.Pow(Math.Max(covariance.Determinant(), 1e-300), 1.0 / (2 * n));
        return new CmaEsState(constants, mean.ToArray(), sigma, covariance / (sigma * sigma));
    }

    /// <summary>Anywhere, with larger generations, where the last search has ended.</summary>
    public static CmaEsState Anew(Random random, int dimensions, int population, double step) =>
        new(new(dimensions, population), [.. Enumerable.Range(0, dimensions).Select(_ => random.NextDouble())], step, Matrix<double>.Build.DenseIdentity(dimensions));

    private static double Filled(double element) => double.IsNaN(element) ? 0.5 : element;
}
