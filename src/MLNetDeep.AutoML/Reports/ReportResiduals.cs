namespace MLNetDeep.AutoML;

/// <summary>The errors of a regression.</summary>
/// <param name="Actual">Labels of at most <see cref="MostPoints"/> rows, drawn evenly.</param>
/// <param name="Predicted">Predictions for the same rows.</param>
/// <param name="Edges">The edges of bins over prediction − label, one more than there are bins.</param>
/// <param name="Counts">All rows by bin.</param>
/// <param name="Rows">How many rows there are in all.</param>
/// <param name="RootMeanSquaredError">Over all rows.</param>
/// <param name="MeanAbsoluteError">Over all rows.</param>
public sealed record ReportResiduals(
    IReadOnlyList<double> Actual,
    IReadOnlyList<double> Predicted,
    IReadOnlyList<double> Edges,
    IReadOnlyList<int> Counts,
    int Rows,
    double RootMeanSquaredError,
    double MeanAbsoluteError)
{
    /// <summary>The most rows that are kept as points.</summary>
    public const int MostPoints = 2000;

    private const int BinCount = 21;

    /// <summary>Thins rows to points, and puts the errors of all into bins.</summary>
    /// <param name="actual">The labels.</param>
    /// <param name="predicted">The predictions.</param>
    /// <exception cref="ArgumentException">The two differ in length, there are no rows, or a number is not finite.</exception>
    public static ReportResiduals From(IReadOnlyList<double> actual, IReadOnlyList<double> predicted)
    {
        AutoML.Reports.Rows.Check("labels", actual.Count, "predictions", predicted.Count);
        AutoML.Reports.Rows.CheckNumbers("label", actual, double.MinValue, double.MaxValue);
        AutoML.Reports.Rows.CheckNumbers("prediction", predicted, double.MinValue, double.MaxValue);
        double[] errors = [.. actual.Zip(predicted, (a, p) => p - a)];
        int[] kept = Sample(errors.Length);
        var (edges, counts) = Bins(errors);
        return new ReportResiduals(
            [.. kept.Select(i => actual[i])],
            [.. kept.Select(i => predicted[i])],
            edges,
            counts,
            errors.Length,
            Math.Sqrt(errors.Average(e => e * e)),
            errors.Average(Math.Abs));
    }

    private static int[] Sample(int rows)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        if (rows <= MostPoints)
            return all;
        new Random(1).Shuffle(all);
        return [.. all.Take(MostPoints).Order()];
    }

    /// <summary>Bins around 0 that reach to the largest error.</summary>
    private static (double[] Edges, int[] Counts) Bins(double[] errors)
    {
        double reach = errors.Max(Math.Abs) is var largest && largest > 0 ? largest : 1;
        double width = 2 * reach / BinCount;
        int[] counts = new int[BinCount];
        foreach (double error in errors)
            counts[Math.Clamp((int)((error + reach) / width), 0, BinCount - 1)]++;
        return ([.. Enumerable.Range(0, BinCount + 1).Select(i => -reach + (i * width))], counts);
    }
}
