using System.Numerics.Tensors;

namespace MLNetDeep.AutoML;

/// <summary>The lower factor L of a symmetric matrix K = L·Lᵀ, its rows one after the other, and what is worked out of it.</summary>
internal sealed class Cholesky
{
    private readonly double[] _l, _inverse;

    private Cholesky(double[] l, int n)
    {
        (_l, N) = (l, n);
        _inverse = InverseFactor();
    }

    public int N { get; }

    public double LogDeterminant => 2 * Enumerable.Range(0, N).Sum(i => Math.Log(_l[(i * N) + i]));

    /// <summary>Takes a matrix apart, in its place; null where it is not positive definite.</summary>
    public static Cholesky? Of(double[] k, int n)
    {
        for (int i = 0; i < n; i++)
        {
            Span<double> row = k.AsSpan(i * n, n);
            for (int j = 0; j < i; j++)
                row[j] = (row[j] - TensorPrimitives.Dot(row[..j], k.AsSpan(j * n, j))) / k[(j * n) + j];
            double pivot = row[i] - TensorPrimitives.SumOfSquares(row[..i]);
            if (!(pivot > 1e-14))
                return null;
            row[i] = Math.Sqrt(pivot);
            row[(i + 1)..].Clear();
        }
        return new Cholesky(k, n);
    }

    /// <summary>L⁻¹·b.</summary>
    public double[] Half(ReadOnlySpan<double> b)
    {
        double[] x = new double[N];
        for (int i = 0; i < N; i++)
            x[i] = TensorPrimitives.Dot(_inverse.AsSpan(i * N, i + 1), b[..(i + 1)]);
        return x;
    }

    /// <summary>L⁻ᵀ·b.</summary>
    public double[] OtherHalf(ReadOnlySpan<double> b)
    {
        double[] x = new double[N];
        for (int i = 0; i < N; i++)
            TensorPrimitives.MultiplyAdd(_inverse.AsSpan(i * N, i + 1), b[i], x.AsSpan(0, i + 1), x.AsSpan(0, i + 1));
        return x;
    }

    /// <summary>K⁻¹·b.</summary>
    public double[] Solve(ReadOnlySpan<double> b) => OtherHalf(Half(b));

    /// <summary>The lower half of K⁻¹.</summary>
    public double[] Inverse()
    {
        double[] all = new double[N * N];
        for (int i = 0; i < N; i++)
        {
            for (int a = 0; a <= i; a++)
            {
                Span<double> row = all.AsSpan(a * N, a + 1);
                TensorPrimitives.MultiplyAdd(_inverse.AsSpan(i * N, a + 1), _inverse[(i * N) + a], row, row);
            }
        }
        return all;
    }

    private double[] InverseFactor()
    {
        double[] m = new double[N * N];
        for (int i = 0; i < N; i++)
        {
            Span<double> row = m.AsSpan(i * N, N);
            for (int k = 0; k < i; k++)
                TensorPrimitives.MultiplyAdd(m.AsSpan(k * N, k + 1), -_l[(i * N) + k], row[..(k + 1)], row[..(k + 1)]);
            row[i] = 1;
            TensorPrimitives.Divide(row[..(i + 1)], _l[(i * N) + i], row[..(i + 1)]);
        }
        return m;
    }
}
