namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Errors and R² of rows with a number, or several.</summary>
internal static class RegressionRows
{
    public static Dictionary<string, RowMetric> Of(double[] labels, double[] scores, int[] rows)
    {
        if (labels.Length != rows.Length)
            return [];
        double[] squares = [.. labels.Zip(scores, (l, s) => (l - s) * (l - s))];
        return new Dictionary<string, RowMetric>
        {
            ["RSquared"] = new ExplainedVariance(rows, labels, scores),
            ["MeanAbsoluteError"] = new MeanOfRows(rows, [.. labels.Zip(scores, (l, s) => Math.Abs(l - s))]),
            ["MeanSquaredError"] = new MeanOfRows(rows, squares),
            ["RootMeanSquaredError"] = new MeanOfRows(rows, squares, root: true),
        };
    }

    public static Dictionary<string, RowMetric> OfTargets(double[][] labels, double[][] scores, int[] rows)
    {
        if (labels.Length != rows.Length || labels.Length == 0)
            return [];
        double[] squares = [.. labels.Zip(scores, (l, s) => l.Zip(s).Average(t => (t.First - t.Second) * (t.First - t.Second)))];
        return new Dictionary<string, RowMetric>
        {
            ["RSquared"] = new MeanOfMetrics(rows, [.. Enumerable.Range(0, labels[0].Length).Select(target =>
                new ExplainedVariance(rows, Array.ConvertAll(labels, l => l[target]), Array.ConvertAll(scores, s => s[target])))]),
            ["MeanAbsoluteError"] = new MeanOfRows(rows, [.. labels.Zip(scores, (l, s) => l.Zip(s).Average(t => Math.Abs(t.First - t.Second)))]),
            ["MeanSquaredError"] = new MeanOfRows(rows, squares),
            ["RootMeanSquaredError"] = new MeanOfRows(rows, squares, root: true),
        };
    }
}
