namespace MLNetDeep.Inputs.Tables;

/// <summary>Cuts the range of a number into pieces between quantiles of the training rows.</summary>
internal static class NumberPieces
{
    /// <summary>Most pieces of a number that is encoded by quantiles.</summary>
    public const int ForQuantiles = 128;

    /// <summary>
    /// Values that rise, from the least to the largest, with about as many rows between any two. A value that fills more than its
    /// piece leaves the pieces that it would have taken to the values after it: of a number that is mostly 0, all but one go to
    /// what is not.
    /// </summary>
    /// <param name="sorted">Values in rising order.</param>
    /// <param name="pieces">The most pieces between them.</param>
    public static List<float> Cuts(float[] sorted, int pieces)
    {
        if (sorted.Length == 0) return [];
        var cuts = new List<float> { sorted[0] };
        for (var left = pieces; left > 0; left--)
        {
            var next = First(sorted, v => IsFarEnough(cuts[^1], v));
            if (next == sorted.Length) break;
            var rows = (sorted.Length - next + left - 1) / left;
            var value = sorted[next + rows - 1];
            // Further apart than a number can say.
            if (float.IsInfinity(value - cuts[^1])) break;
            cuts.Add(value);
        }
        return cuts;
    }

    /// <summary>The standard normal value that as large a share lies below as of the values: those equal to it count half.</summary>
    public static float Normal(float[] sorted, float value)
    {
        var below = First(sorted, v => v >= value);
        var upTo = First(sorted, v => v > value);
        return (float)InverseNormal((below + upTo) / 2.0 / sorted.Length);
    }

    // One by the width must be a finite number.
    private static bool IsFarEnough(float low, float high) => high > low && float.IsFinite(1 / (high - low));

    private static int First(float[] sorted, Func<float, bool> holds)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(sorted[middle])) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    // Halving the interval is slow beside rational approximations, and done a few thousand times per training at most.
    private static double InverseNormal(double share)
    {
        var (low, high) = (-8.0, 8.0);
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            if (CumulativeNormal(middle) < share) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    // The complementary error function by its Chebyshev fit (Press et al., Numerical Recipes, 1992): 1.2e-7 of its value everywhere.
    private static double CumulativeNormal(double x)
    {
        var z = Math.Abs(x) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * z));
        ReadOnlySpan<double> c = [0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223];
        var sum = c[0];
        foreach (var factor in c[1..]) sum = factor + (t * sum);
        var erfc = t * Math.Exp((-z * z) + sum);
        return x >= 0 ? 1 - (erfc / 2) : erfc / 2;
    }
}
