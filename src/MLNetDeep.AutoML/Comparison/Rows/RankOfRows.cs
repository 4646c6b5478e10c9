namespace MLNetDeep.AutoML.Comparisons;

/// <summary>The area under the ROC curve: how probable it is that a positive row has a higher score than a negative one, equal scores counted half. Sorted once.</summary>
internal sealed class RankOfRows : RowMetric
{
    private readonly bool[] _labels;
    private readonly float[] _scores;

    public RankOfRows(int[] rows, bool[] labels, float[] scores)
        : base([.. Order(scores).Select(i => rows[i])])
    {
        int[] order = Order(scores);
        _labels = Array.ConvertAll(order, i => labels[i]);
        _scores = Array.ConvertAll(order, i => scores[i]);
    }

    public override double Value(int[] weights)
    {
        double area = 0;
        long below = 0, positives = 0;
        for (int from = 0, to; from < _scores.Length; from = to)
        {
            long positive = 0, negative = 0;
            for (to = from; to < _scores.Length && _scores[to] == _scores[from]; to++)
            {
                int weight = weights[Rows[to]];
                positive += _labels[to] ? weight : 0;
                negative += _labels[to] ? 0 : weight;
            }
            area += positive * (below + (negative / 2.0));
            below += negative;
            positives += positive;
        }
        return below == 0 || positives == 0 ? double.NaN : area / below / positives;
    }

    private static int[] Order(float[] scores) => [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
}
