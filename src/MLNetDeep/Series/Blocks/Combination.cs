namespace MLNetDeep.Series;

/// <summary>How forecasts are combined.</summary>
internal static class Combination
{
    private const int Steps = 20_000;

    /// <summary>The weights of at least 0 and 1 together with which the mean squared error of the combination is least.</summary>
    /// <param name="products">The mean products of errors of each two.</param>
    /// <remarks>By exponentiated gradients (Kivinen and Warmuth, 1997), which stay within the simplex.</remarks>
    public static double[] Weights(double[,] products)
    {
        var count = products.GetLength(0);
        double[] weights = [.. Enumerable.Repeat(1.0 / count, count)];
        var largest = Enumerable.Range(0, count).Max(i => Math.Abs(products[i, i]));
        if (!(largest > 0)) return weights;
        for (var step = 0; step < Steps; step++)
        {
            var gradient = new double[count];
            for (var i = 0; i < count; i++)
                for (var j = 0; j < count; j++) gradient[i] += products[i, j] * weights[j] / largest;
            var least = gradient.Min();
            var sum = 0.0;
            for (var i = 0; i < count; i++) sum += weights[i] *= Math.Exp(-5 * (gradient[i] - least));
            for (var i = 0; i < count; i++) weights[i] /= sum;
        }
        return weights;
    }
}
