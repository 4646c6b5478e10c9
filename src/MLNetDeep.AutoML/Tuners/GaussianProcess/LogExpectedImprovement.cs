using MathNet.Numerics;

namespace MLNetDeep.AutoML;

/// <summary>
/// The logarithm of the expected improvement on the least value so far, and its gradient, without the loss of digits that makes both vanish far from good trials
/// (Ament et al. 2023): log σ + log h(z), h(z) = φ(z) + z·Φ(z), z = (least − mean) / σ.
/// </summary>
internal sealed class LogExpectedImprovement(Posterior posterior, double least)
{
    public double At(double[] x)
    {
        var (mean, variance) = posterior.At(x);
        double sigma = Math.Sqrt(variance);
        return Math.Log(sigma) + LogH((least - mean) / sigma).Value;
    }

    public double At(double[] x, double[] gradient)
    {
        double[] slope = new double[x.Length];
        var (mean, variance) = posterior.At(x, gradient, slope);
        double sigma = Math.Sqrt(variance), z = (least - mean) / sigma;
        var (value, ratio) = LogH(z);
        for (int d = 0; d < x.Length; d++)
        {
            double sigmaSlope = slope[d] / (2 * sigma);
            gradient[d] = ((sigmaSlope * (1 - (ratio * z))) - (ratio * gradient[d])) / sigma;
        }
        return Math.Log(sigma) + value;
    }

    /// <summary>log h(z) and its derivative Φ(z) / h(z).</summary>
    internal static (double Value, double Slope) LogH(double z)
    {
        double logPhi = (-z * z / 2) - Constants.LogSqrt2Pi;
        if (z > -1)
        {
            double cumulated = SpecialFunctions.Erfc(-z / Constants.Sqrt2) / 2, h = Math.Exp(logPhi) + (z * cumulated);
            return (Math.Log(h), cumulated / h);
        }
        if (z < -25)
        {
            double s = 1 / (z * z), series = 1 - (3 * s) + (15 * s * s);
            return (logPhi + Math.Log(s * series), -z * (1 - s + (3 * s * s)) / series);
        }
        double mills = Math.Sqrt(Math.PI / 2) * Math.Exp(z * z / 2) * SpecialFunctions.Erfc(-z / Constants.Sqrt2), scaled = 1 + (z * mills);
        return (logPhi + Math.Log(scaled), mills / scaled);
    }
}
