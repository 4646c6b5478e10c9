namespace MLNetDeep.Tests.Forecasting;

/// <summary>Ridge regression on windows less their last value, as it stands in books: elimination by Gauss on the normal equations of standardized values.</summary>
internal static class PlainRidge
{
    public static (double[][] Weight, double[] Bias) Fit(double[] values, int lookBack, int horizon, double penalty)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var windows = Enumerable.Range(lookBack, values.Length - lookBack - horizon + 1).ToArray();
        double[][] x = [.. windows.Select(t => Enumerable.Range(0, lookBack).Select(i => (values[t - lookBack + i] - values[t - 1]) / deviation).ToArray())];
        double[][] y = [.. windows.Select(t => Enumerable.Range(0, horizon).Select(i => (values[t + i] - values[t - 1]) / deviation).ToArray())];
        double[] xMean = [.. Enumerable.Range(0, lookBack).Select(i => x.Average(row => row[i]))], yMean = [.. Enumerable.Range(0, horizon).Select(i => y.Average(row => row[i]))];
        double Product(int i, int j) => x.Average(row => (row[i] - xMean[i]) * (row[j] - xMean[j]));
        var variance = Enumerable.Range(0, lookBack).Average(i => Product(i, i));
        double[][] weight =
        [
            .. Enumerable.Range(0, horizon).Select(ahead => Solve(
                [.. Enumerable.Range(0, lookBack).Select(i => Enumerable.Range(0, lookBack).Select(j => Product(i, j) + (i == j ? penalty * variance : 0)).ToArray())],
                [.. Enumerable.Range(0, lookBack).Select(i => x.Zip(y).Average(pair => (pair.First[i] - xMean[i]) * (pair.Second[ahead] - yMean[ahead])))])),
        ];
        return (weight, [.. Enumerable.Range(0, horizon).Select(ahead => deviation * (yMean[ahead] - Enumerable.Range(0, lookBack).Sum(i => weight[ahead][i] * xMean[i])))]);
    }

    private static double[] Solve(double[][] matrix, double[] right)
    {
        var count = right.Length;
        for (var column = 0; column < count; column++)
            for (var row = 0; row < count; row++)
            {
                if (row == column) continue;
                var factor = matrix[row][column] / matrix[column][column];
                for (var i = 0; i < count; i++) matrix[row][i] -= factor * matrix[column][i];
                right[row] -= factor * right[column];
            }
        return [.. right.Select((value, i) => value / matrix[i][i])];
    }
}
