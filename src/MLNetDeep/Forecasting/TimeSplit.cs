using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Forecasting;

/// <summary>
/// The training part of series and what comes behind it: one moment for all, so that no series tells what is to come in another. Windows to train on end before it; those to be validated on are forecast from it on, and see
/// what was before.
/// </summary>
/// <param name="table">The series.</param>
/// <param name="fraction">The share of the time, from the first step of all to the last, that is for validation.</param>
internal sealed class TimeSplit(SeriesTable table, double fraction)
{
    private readonly long[] _ends = Find(table, fraction);

    /// <summary>The step behind the training part of a series.</summary>
    public int End(int series) => (int)_ends[series];

    /// <summary>Every window to train on.</summary>
    public SeriesWindow[] Training(int lookBack, int horizon) => SeriesWindows.Between(table, lookBack, horizon, _ => 0, End);

    /// <summary>Every window to validate on.</summary>
    public SeriesWindow[] Validation(int lookBack, int horizon) => SeriesWindows.Between(table, lookBack, horizon, End, series => table.Series[series].Length);

    private static long[] Find(SeriesTable table, double fraction)
    {
        var origin = table.Series.Min(series => series.Start);
        // Series need not be whole steps apart from each other.
        long[] starts = [.. table.Series.Select(series => table.Step.StepsSince(origin, series.Start))];
        var steps = starts.Zip(table.Series, (start, series) => start + series.Length).Max();
        var cut = steps - (long)Math.Round(steps * fraction);
        return [.. starts.Zip(table.Series, (start, series) => Math.Clamp(cut - start, 0, series.Length))];
    }
}
