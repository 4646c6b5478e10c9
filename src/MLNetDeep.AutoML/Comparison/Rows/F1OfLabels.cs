namespace MLNetDeep.AutoML.Comparisons;

/// <summary>F1 of any number of labels at once: over all of them together (micro), or the mean of each one's own (macro). 0 where a label is neither there nor predicted.</summary>
/// <param name="rows">The test rows.</param>
/// <param name="truths">For each row and label whether it is there.</param>
/// <param name="predicted">For each row and label whether it is predicted.</param>
/// <param name="macro">Whether labels count for themselves.</param>
internal sealed class F1OfLabels(int[] rows, bool[][] truths, bool[][] predicted, bool macro) : RowMetric(rows)
{
    public override double Value(int[] weights)
    {
        int labels = truths.Length == 0 ? 0 : truths[0].Length;
        long[] hits = new long[labels];
        long[] named = new long[labels];
        for (int i = 0; i < truths.Length; i++)
        {
            int weight = weights[Rows[i]];
            for (int label = 0; weight > 0 && label < labels; label++)
            {
                hits[label] += truths[i][label] && predicted[i][label] ? weight : 0;
                named[label] += (truths[i][label] ? weight : 0) + (predicted[i][label] ? weight : 0);
            }
        }
        return macro
            ? hits.Zip(named, F1).DefaultIfEmpty(double.NaN).Average()
            : F1(hits.Sum(), named.Sum());
    }

    private static double F1(long hits, long named) => named == 0 ? 0 : 2.0 * hits / named;
}
