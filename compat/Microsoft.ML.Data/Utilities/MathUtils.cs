using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>Small pieces of mathematics that learners and evaluators share.</summary>
internal static class MathUtils
{
    /// <summary>The entropy of a coin in bits.</summary>
    public static double EntropyInBits(double p)
        => p is 0 or 1 ? 0 : -(p * Math.Log2(p) + (1 - p) * Math.Log2(1 - p));

    public static float Sigmoid(float x) => (float)Sigmoid((double)x);

    /// <summary>1 / (1 + e^-x) without overflow.</summary>
    public static double Sigmoid(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// <summary>ln(1 + e^x) without overflow.</summary>
    public static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>Turns scores into probabilities in place.</summary>
    public static void Softmax(Span<float> scores)
    {
        float max = float.NegativeInfinity;
        foreach (float s in scores)
            max = Math.Max(max, s);
        double sum = 0;
        foreach (float s in scores)
            sum += Math.Exp(s - max);
        for (int i = 0; i < scores.Length; i++)
            scores[i] = (float)(Math.Exp(scores[i] - max) / sum);
    }

    /// <summary>The index of the largest value, the first of equals; -1 where all are NaN.</summary>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        int best = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsNaN(values[i]) && (best < 0 || values[i] > values[best]))
                best = i;
        }

        return best;
    }

    /// <summary>The dot product of weights with a dense or sparse vector.</summary>
    public static float Dot(ReadOnlySpan<float> weights, in VBuffer<float> vector)
    {
        ReadOnlySpan<float> values = vector.GetValues();
        if (vector.IsDense)
            return Dot(weights, values);
        ReadOnlySpan<int> indices = vector.GetIndices();
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += (double)weights[indices[i]] * values[i];
        return (float)sum;
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> va = MemoryMarshal.Cast<float, Vector<float>>(a[..b.Length]);
        ReadOnlySpan<Vector<float>> vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        for (int i = 0; i < va.Length; i++)
            sums += va[i] * vb[i];
        float sum = Vector.Sum(sums);
        for (int i = va.Length * Vector<float>.Count; i < b.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
