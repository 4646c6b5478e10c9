namespace MLNetDeep.AutoML;

/// <summary>What the values at some vectors tell about the values elsewhere.</summary>
internal sealed class Posterior
{
    private readonly MaternKernel _kernel;
    private readonly double[][] _x;
    private readonly Cholesky _factor;
    private readonly double[] _alpha;

    private Posterior(MaternKernel kernel, double[][] x, double[] y, Cholesky factor) =>
        (_kernel, _x, _factor, _alpha) = (kernel, x, factor, factor.Solve(y));

    public static Posterior Of(MaternKernel kernel, double[][] x, double[] y)
    {
        while (true)
        {
            if (Cholesky.Of(kernel.Matrix(x), x.Length) is { } factor)
                return new Posterior(kernel, x, y, factor);
            kernel = kernel with { Noise = 10 * kernel.Noise };
        }
    }

    /// <summary>The mean and the variance, without noise, of the value at a vector.</summary>
    public (double Mean, double Variance) At(double[] at)
    {
        double[] k = Covariances(at);
        double mean = Dot(k, _alpha);
        double[] half = _factor.Half(k);
        return (mean, Math.Max(_kernel.Scale - Dot(half, half), 1e-12));
    }

    /// <summary>As <see cref="At(double[])"/>, with the gradients by the vector.</summary>
    public (double Mean, double Variance) At(double[] at, double[] meanGradient, double[] varianceGradient)
    {
        double[] k = Covariances(at);
        double[] half = _factor.Half(k), solved = _factor.OtherHalf(half);
        Array.Clear(meanGradient);
        Array.Clear(varianceGradient);
        for (int i = 0; i < _x.Length; i++)
        {
            double slope = 2 * _kernel.Slope(_kernel.Squared(at, _x[i]));
            for (int d = 0; d < at.Length; d++)
            {
                if (_kernel.IsChoice[d])
                    continue;
                double change = slope * _kernel.Theta[d] * (at[d] - _x[i][d]);
                meanGradient[d] += _alpha[i] * change;
                varianceGradient[d] -= 2 * solved[i] * change;
            }
        }
        return (Dot(k, _alpha), Math.Max(_kernel.Scale - Dot(half, half), 1e-12));
    }

    private double[] Covariances(double[] at)
    {
        double[] k = new double[_x.Length];
        for (int i = 0; i < k.Length; i++)
            k[i] = _kernel.Value(_kernel.Squared(at, _x[i]));
        return k;
    }

    private static double Dot(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);
}
