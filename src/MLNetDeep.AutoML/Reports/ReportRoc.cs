namespace MLNetDeep.AutoML;

/// <summary>The ROC curve of a binary classifier: what share of the positive rows is found at what share of false alarms.</summary>
/// <param name="FalsePositiveRates">The share of negative rows taken for positive, rising.</param>
/// <param name="TruePositiveRates">The share of positive rows found.</param>
/// <param name="Area">The area under the curve, from every row.</param>
/// <param name="Positives">Positive rows.</param>
/// <param name="Negatives">Negative rows.</param>
public sealed record ReportRoc(IReadOnlyList<double> FalsePositiveRates, IReadOnlyList<double> TruePositiveRates, double Area, int Positives, int Negatives)
{
    private const int MostPoints = 400;

    /// <summary>The curve over all thresholds, thinned to at most 400 points.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="scores">A score for each row, the higher the more positive.</param>
    /// <returns>The curve; null where all rows are of one class.</returns>
    /// <exception cref="ArgumentException">The two differ in length, there are no rows, or a score is NaN.</exception>
    public static ReportRoc? From(IReadOnlyList<bool> labels, IReadOnlyList<double> scores)
    {
        Reports.Rows.Check("labels", labels.Count, "scores", scores.Count);
        Reports.Rows.CheckNumbers("score", scores, double.NegativeInfinity, double.PositiveInfinity);
        int positives = labels.Count(l => l), negatives = labels.Count - positives;
        if (positives == 0 || negatives == 0)
            return null;
        List<(double False, double True)> points = [(0, 0)];
        int found = 0, alarms = 0;
        double area = 0;
        foreach (var tied in Enumerable.Range(0, labels.Count).GroupBy(i => scores[i]).OrderByDescending(g => g.Key))
        {
            int more = tied.Count(i => labels[i]), wrong = tied.Count() - more;
            area += (double)wrong / negatives * (found + (more / 2.0)) / positives;
            (found, alarms) = (found + more, alarms + wrong);
            points.Add(((double)alarms / negatives, (double)found / positives));
        }
        (double False, double True)[] kept = [.. Thin(points)];
        return new ReportRoc([.. kept.Select(p => p.False)], [.. kept.Select(p => p.True)], area, positives, negatives);
    }

    private static IEnumerable<(double False, double True)> Thin(List<(double False, double True)> points)
    {
        int count = Math.Min(points.Count, MostPoints);
        return Enumerable.Range(0, count).Select(i => points[(int)((long)i * (points.Count - 1) / (count - 1))]);
    }
}
