using MLNetDeep.AutoML;

namespace MLNetDeep.Tests.Tuners;

/// <summary>The arithmetic of Gaussian processes against independent sums.</summary>
[TestClass]
public sealed class GaussianProcessTests
{
    private static readonly bool[] IsChoice = [false, false, true];

    private static double[][] Points(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => new[] { random.NextDouble(), random.NextDouble(), random.Next(3) })];
    }

    private static double[] Values(double[][] x) => [.. x.Select(p => Math.Sin(5 * p[0]) + p[1] + (0.3 * p[2]))];

    [TestMethod]
    public void The_gradient_of_the_likelihood_is_its_slope()
    {
        double[][] x = Points(20);
        var likelihood = new MarginalLikelihood(x, Values(x), IsChoice);
        double[] at = [0.5, -0.3, 0.8, 0.2, -3], gradient = new double[5];
        likelihood.Negative(at, gradient);
        for (int i = 0; i < at.Length; i++)
        {
            int index = i;
            double Moved(double by) => likelihood.Negative([.. at.Select((v, j) => j == index ? v + by : v)], new double[5]);
            Assert.AreEqual((Moved(1e-5) - Moved(-1e-5)) / 2e-5, gradient[i], 1e-4 * Math.Max(1, Math.Abs(gradient[i])), $"element {i}");
        }
    }

    [TestMethod]
    public void The_gradient_of_the_acquisition_is_its_slope()
    {
        double[][] x = Points(15);
        double[] y = Values(x);
        var acquisition = new LogExpectedImprovement(Posterior.Of(new([3, 4, 1], 1.5, 1e-4, IsChoice), x, y), y.Min());
        double[] at = [0.31, 0.62, 1], gradient = new double[3];
        acquisition.At(at, gradient);
        for (int i = 0; i < 2; i++)
        {
            int index = i;
            double Moved(double by) => acquisition.At([.. at.Select((v, j) => j == index ? v + by : v)]);
            Assert.AreEqual((Moved(1e-5) - Moved(-1e-5)) / 2e-5, gradient[i], 1e-3 * Math.Max(1, Math.Abs(gradient[i])));
        }
    }

    [TestMethod]
    public void The_posterior_goes_through_the_values_and_is_unsure_elsewhere()
    {
        double[][] x = [[0.2, 0, 0], [0.8, 0, 0]];
        var posterior = Posterior.Of(new([20, 1, 1], 2, 1e-8, IsChoice), x, [1, -1]);
        Assert.AreEqual(1, posterior.At(x[0]).Mean, 1e-5);
        Assert.IsLessThan(1e-5, posterior.At(x[0]).Variance);
        Assert.AreEqual(0, posterior.At([0.5, 0, 0]).Mean, 1e-9);
        Assert.IsGreaterThan(0.5, posterior.At([0.5, 0, 0]).Variance);
    }

    [TestMethod]
    [DataRow(0.0, -0.9189385332046727)]
    [DataRow(2.0, 0.6973835457882284)]
    [DataRow(-3.0, -7.869686059603037)]
    [DataRow(-10.0, -55.553122036122355)]
    public void Log_expected_improvement_of_a_standard_normal_is_right(double z, double expected) => Assert.AreEqual(expected, LogExpectedImprovement.LogH(z).Value, 1e-5);

    [TestMethod]
    [DataRow(-1.0), DataRow(-25.0)]
    public void Its_formulas_meet(double z)
    {
        var (below, above) = (LogExpectedImprovement.LogH(z - 1e-7), LogExpectedImprovement.LogH(z + 1e-7));
        Assert.AreEqual(below.Value, above.Value, 1e-4);
        Assert.AreEqual(below.Slope, above.Slope, 1e-4 * above.Slope);
    }

    [TestMethod]
    public void A_factor_solves_and_inverts()
    {
        double[] k = [4, 2, 0.6, 2, 5, 1, 0.6, 1, 3], b = [1, 2, 3];
        Cholesky factor = Cholesky.Of((double[])k.Clone(), 3)!;
        double[] x = factor.Solve(b);
        for (int i = 0; i < 3; i++)
            Assert.AreEqual(b[i], Enumerable.Range(0, 3).Sum(j => k[(3 * i) + j] * x[j]), 1e-12);
        // The determinant by hand: 4·(15 − 1) − 2·(6 − 0.6) + 0.6·(2 − 3) = 44.6.
        Assert.AreEqual(Math.Log(44.6), factor.LogDeterminant, 1e-12);
        Assert.AreEqual(14 / 44.6, factor.Inverse()[0], 1e-12);
        Assert.IsNull(Cholesky.Of([1, 2, 2, 1], 2));
    }

    [TestMethod]
    public void Minimising_stops_at_bounds_and_finds_the_valley()
    {
        double Rosenbrock(double[] x, double[] gradient)
        {
            gradient[0] = (-400 * x[0] * (x[1] - (x[0] * x[0]))) - (2 * (1 - x[0]));
            gradient[1] = 200 * (x[1] - (x[0] * x[0]));
            return (100 * Math.Pow(x[1] - (x[0] * x[0]), 2)) + Math.Pow(1 - x[0], 2);
        }
        var free = Lbfgs.Minimize(Rosenbrock, [-1.2, 1], [-2, -2], [2, 2], 200, 1e-14);
        Assert.AreEqual(1, free.X[0], 1e-4);
        // With x at most 0.5 the least is at the bound, y = 0.25: (1 − 0.5)².
        var bound = Lbfgs.Minimize(Rosenbrock, [-1.2, 1], [-2, -2], [0.5, 2], 200, 1e-14);
        Assert.AreEqual(0.25, bound.Value, 1e-6);
    }
}
