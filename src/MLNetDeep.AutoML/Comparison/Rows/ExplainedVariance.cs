namespace MLNetDeep.AutoML.Comparisons;

/// <summary>The coefficient of determination R²: 1 − mean squared error / variance of the labels.</summary>
internal sealed class ExplainedVariance(int[] rows, double[] labels, double[] scores) : RowMetric(rows)
{
    // Sums of squares of what is far from 0 would lose the variance.
    private readonly double _centre = labels.Length == 0 ? 0 : labels.Average();

    public override double Value(int[] weights)
    {
        double errors = 0, sum = 0, squares = 0;
        long count = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int weight = weights[Rows[i]];
            double error = labels[i] - scores[i];
            double label = labels[i] - _centre;
            errors += weight * error * error;
            sum += weight * label;
            squares += weight * label * label;
            count += weight;
        }
        double variance = squares - (sum * sum / count);
        return count == 0 || variance <= 0 ? double.NaN : 1 - (errors / variance);
    }
}
