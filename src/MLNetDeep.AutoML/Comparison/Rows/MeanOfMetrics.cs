namespace MLNetDeep.AutoML.Comparisons;

/// <summary>The mean of several metrics of the same rows, as of each target's own.</summary>
internal sealed class MeanOfMetrics(int[] rows, RowMetric[] metrics) : RowMetric(rows)
{
    public override double Value(int[] weights) => metrics.Average(m => m.Value(weights));
}
