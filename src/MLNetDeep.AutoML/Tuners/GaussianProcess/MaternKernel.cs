namespace MLNetDeep.AutoML;

/// <summary>
/// Matérn 5/2 with a length scale for each element of the vectors: s·(1 + √5 r + 5r²/3)·exp(−√5 r), r² = Σ θ_d·Δ_d², where Δ is the difference of two numbers and, for choices,
/// 1 if they differ and 0 if not. What a configuration does not have stands at the middle.
/// </summary>
/// <param name="Theta">The inverse squares of the length scales.</param>
/// <param name="Scale">s, the variance.</param>
/// <param name="Noise">The variance of noise on the values.</param>
/// <param name="IsChoice">Which elements are choices.</param>
internal sealed record MaternKernel(double[] Theta, double Scale, double Noise, bool[] IsChoice)
{
    private static readonly double Root5 = Math.Sqrt(5);

    public double Value(double squared)
    {
        double r = Root5 * Math.Sqrt(squared);
        return Scale * (1 + r + (r * r / 3)) * Math.Exp(-r);
    }

    /// <summary>The derivative by r².</summary>
    public double Slope(double squared)
    {
        double r = Root5 * Math.Sqrt(squared);
        return -5.0 / 6 * Scale * (1 + r) * Math.Exp(-r);
    }

    public double Squared(double[] a, double[] b)
    {
        double sum = 0;
        for (int d = 0; d < a.Length; d++)
            sum += Theta[d] * Difference(d, a, b);
        return sum;
    }

    /// <summary>Δ² of one element.</summary>
    public double Difference(int d, double[] a, double[] b)
    {
        double difference = a[d] - b[d];
        return IsChoice[d] ? (difference == 0 ? 0 : 1) : difference * difference;
    }

    public double[] Matrix(double[][] x)
    {
        double[] k = new double[x.Length * x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
                k[(i * x.Length) + j] = Value(Squared(x[i], x[j]));
            k[(i * x.Length) + i] = Scale + Noise;
        }
        return k;
    }
}
