namespace MLNetDeep.AutoML.Comparisons;

/// <summary>The mean of a value of each row: accuracy, log loss, absolute error; or the root of it.</summary>
internal sealed class MeanOfRows(int[] rows, double[] values, bool root = false) : RowMetric(rows)
{
    public override double Value(int[] weights)
    {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int weight = weights[Rows[i]];
            sum += weight * values[i];
            count += weight;
        }
        double mean = count == 0 ? double.NaN : sum / count;
        return root ? Math.Sqrt(mean) : mean;
    }
}
