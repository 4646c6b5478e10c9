namespace MLNetDeep.AutoML.Comparisons;

/// <summary>The mean over classes of the mean of their rows' values: macro-averaged accuracy. Classes without rows are left out.</summary>
internal sealed class MeanOfClasses(int[] rows, int[] classes, double[] values) : RowMetric(rows)
{
    private readonly int _count = classes.Length == 0 ? 0 : classes.Max() + 1;

    public override double Value(int[] weights)
    {
        double[] sums = new double[_count];
        long[] counts = new long[_count];
        for (int i = 0; i < values.Length; i++)
        {
            int weight = weights[Rows[i]];
            sums[classes[i]] += weight * values[i];
            counts[classes[i]] += weight;
        }
        return Enumerable.Range(0, _count).Where(c => counts[c] > 0).Select(c => sums[c] / counts[c]).DefaultIfEmpty(double.NaN).Average();
    }
}
