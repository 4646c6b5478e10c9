using System.Numerics;
using System.Numerics.Tensors;

namespace MLNetDeep.Sequences;

/// <summary>How often kernels with one dilation are compared with a bias.</summary>
/// <param name="Dilation">The dilation.</param>
/// <param name="Biases">Biases of each kernel.</param>
internal sealed record RocketDilation(int Dilation, int Biases);

/// <summary>
/// The kernels of MiniRocket (Dempster, Schmidt, Webb, MiniRocket: A Very Fast (Almost) Deterministic Transform for Time Series Classification, 2021): all 84 of length 9 with three weights of 2 and six of -1, in several dilations. Inputs are
/// rounded to 1/1024 and are at most 16 away from 0, so that sums in 32 bits are exact in any order: every engine finds the same values on either side of a bias.
/// </summary>
internal static class RocketKernels
{
    /// <summary>How many kernels.</summary>
    public const int Count = 84;

    /// <summary>The kernel size.</summary>
    public const int Size = 9;

    /// <summary>Parts of 1 that inputs are rounded to.</summary>
    public const int Grid = 1024;

    /// <summary>How far from 0 inputs are at most.</summary>
    public const int Farthest = 16;

    /// <summary>The most channels of a kernel.</summary>
    public const int MostChannels = 9;

    private const int MostDilations = 32, Middle = Size / 2;

    private static readonly (int First, int Second, int Third)[] Places =
        [.. from first in Enumerable.Range(0, Size) from second in Enumerable.Range(first + 1, Size - first - 1) from third in Enumerable.Range(second + 1, Size - second - 1) select (first, second, third)];

    /// <summary>Dilations from 1 up to where a kernel spans a sequence, and how many biases each has.</summary>
    /// <param name="length">Steps of a sequence.</param>
    /// <param name="features">Features in all.</param>
    public static IReadOnlyList<RocketDilation> Dilations(int length, int features)
    {
        var (perKernel, span) = (Math.Max(1, features / Count), Math.Max(0, Math.Log2(Math.Max(1, (length - 1.0) / (Size - 1)))));
        var tried = Math.Min(MostDilations, perKernel);
        var drawn = Enumerable.Range(0, perKernel).Select(i => (int)Math.Pow(2, tried == 1 ? 0 : span * (i % tried) / (tried - 1)));
        return [.. drawn.GroupBy(dilation => dilation).OrderBy(group => group.Key).Select(group => new RocketDilation(group.Key, group.Count()))];
    }

    /// <summary>The weights of a kernel.</summary>
    public static float[] Weights(int kernel)
    {
        var weights = new float[Size];
        Array.Fill(weights, -1);
        var (first, second, third) = Places[kernel];
        weights[first] = weights[second] = weights[third] = 2;
        return weights;
    }

    /// <summary>A number as kernels take it.</summary>
    public static float Rounded(float value) => Math.Clamp(MathF.Round(value * Grid), -Farthest * Grid, Farthest * Grid) / Grid;

    /// <summary>Room for what <see cref="Convolve"/> is given: a sequence with zeros on both sides.</summary>
    public static float[] Room(int steps, int dilation) => new float[steps + (2 * Middle * dilation) + Vector<float>.Count];

    /// <summary>Where the sequence begins in its room.</summary>
    public static int Begin(int dilation) => Middle * dilation;

    /// <summary>What a kernel finds at each step.</summary>
    /// <param name="padded">The sequence in its <see cref="Room"/>.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="dilation">The dilation.</param>
    /// <param name="found">As many numbers as there are steps.</param>
    public static void Convolve(ReadOnlySpan<float> padded, int kernel, int dilation, Span<float> found)
    {
        var (first, second, third) = Places[kernel];
        found.Clear();
        for (var place = 0; place < Size; place++) TensorPrimitives.Subtract(found, padded.Slice(place * dilation, found.Length), found);
        foreach (var place in (ReadOnlySpan<int>)[first, second, third])
            TensorPrimitives.MultiplyAdd(padded.Slice(place * dilation, found.Length), 3f, found, found);
    }

    /// <summary>How many values are above a bias.</summary>
    public static int CountAbove(ReadOnlySpan<float> values, float bias)
    {
        var (count, i) = (0, 0);
        var (sums, border) = (Vector<int>.Zero, new Vector<float>(bias));
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count) sums -= Vector.GreaterThan(new Vector<float>(values[i..]), border);
        for (; i < values.Length; i++)
            if (values[i] > bias) count++;
        return count + Vector.Sum(sums);
    }
}
