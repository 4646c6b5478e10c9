namespace MLNetDeep.AutoML;

/// <summary>How probable the trials' values are under a kernel, with a prior over kernels; its maximum is the fit.</summary>
internal sealed class MarginalLikelihood(double[][] x, double[] y, bool[] isChoice)
{
    private const int Iterations = 40;

    private const double LeastNoise = 1e-8;

    private readonly int _d = isChoice.Length;

    /// <summary>The most probable kernel.</summary>
    public MaternKernel Fit()
    {
        double[] low = [.. Enumerable.Repeat(Math.Log(1e-4), _d), Math.Log(1e-3), Math.Log(LeastNoise)];
        double[] high = [.. Enumerable.Repeat(Math.Log(1e4), _d), Math.Log(1e3), Math.Log(1)];
        double[] start = Starts().MinBy(s => Negative(s, new double[s.Length]))!;
        return Kernel(Lbfgs.Minimize(Negative, start, low, high, Iterations, 3e-3).X);
    }

    /// <summary>The negative logarithm, up to a constant, by the logarithms of length scales (as θ), variance and noise.</summary>
    public double Negative(double[] p, double[] gradient)
    {
        MaternKernel kernel = Kernel(p);
        double prior = Prior(p, gradient);
        if (Cholesky.Of(kernel.Matrix(x), x.Length) is not { } factor)
            return double.PositiveInfinity;
        double[] alpha = factor.Solve(y);
        double fit = 0;
        for (int i = 0; i < y.Length; i++)
            fit += y[i] * alpha[i];
        AddGradient(kernel, alpha, factor.Inverse(), gradient);
        return prior + (0.5 * (fit + factor.LogDeterminant));
    }

    /// <summary>Adds −½·tr((ααᵀ − K⁻¹)·∂K).</summary>
    private void AddGradient(MaternKernel kernel, double[] alpha, double[] inverse, double[] gradient)
    {
        int n = x.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double weight = (alpha[i] * alpha[j]) - inverse[(i * n) + j], squared = kernel.Squared(x[i], x[j]), slope = weight * kernel.Slope(squared);
                for (int d = 0; d < _d; d++)
                    gradient[d] -= slope * kernel.Theta[d] * kernel.Difference(d, x[i], x[j]);
                gradient[_d] -= weight * kernel.Value(squared);
            }
            double own = (alpha[i] * alpha[i]) - inverse[(i * n) + i];
            gradient[_d] -= 0.5 * own * kernel.Scale;
            gradient[_d + 1] -= 0.5 * own * kernel.Noise;
        }
    }

    /// <summary>
    /// Length scales: log-normal around 0.3·√d, growing with the number of dimensions as Hvarfner et al. (2024) have it, but shorter, so that a second minimum stays thinkable (on
    /// Hartmann 6, longer ones ended there in half of the runs); variance around that of the values; little noise.
    /// </summary>
    private double Prior(double[] p, double[] gradient)
    {
        double sum = 0;
        for (int d = 0; d < _d; d++)
            sum += Normal(p[d], -2 * Math.Log(0.3 * Math.Sqrt(_d)), 1.4, out gradient[d]);
        sum += Normal(p[_d], 0, 0.5, out gradient[_d]);
        return sum + Normal(p[_d + 1], Math.Log(1e-5), 2, out gradient[_d + 1]);
    }

    private static double Normal(double value, double mean, double deviation, out double slope)
    {
        double z = (value - mean) / deviation;
        slope = z / deviation;
        return z * z / 2;
    }

    private IEnumerable<double[]> Starts() => [
        [.. Enumerable.Repeat(Math.Log(4), _d), 0, Math.Log(1e-4)],
        [.. Enumerable.Repeat(Math.Log(0.3), _d), Math.Log(3), Math.Log(1e-6)],
    ];

    private MaternKernel Kernel(double[] p) => new([.. p.Take(_d).Select(Math.Exp)], Math.Exp(p[_d]), Math.Exp(p[_d + 1]), isChoice);
}
