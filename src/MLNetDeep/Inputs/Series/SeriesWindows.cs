using MLNetDeep.Common;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Series;

/// <summary>A window: the step of a series from which on it is forecast.</summary>
/// <param name="Series">The series.</param>
/// <param name="Step">The first step to be forecast.</param>
internal readonly record struct SeriesWindow(int Series, int Step);

/// <summary>Windows of series. They are cut out of the series as they are needed.</summary>
/// <param name="table">The series.</param>
/// <param name="windows">The windows.</param>
/// <param name="lookBack">Steps before a window's first step to be forecast that are seen.</param>
/// <param name="horizon">Steps to be forecast.</param>
/// <param name="scales">The deviations of the value columns of each series, in which errors are counted.</param>
internal sealed class SeriesWindows(SeriesTable table, IReadOnlyList<SeriesWindow> windows, int lookBack, int horizon, IReadOnlyList<float[]> scales) : IBatchSource
{
    public long Rows => windows.Count;

    public bool IsStreamed => false;

    /// <summary>The windows.</summary>
    public IReadOnlyList<SeriesWindow> All => windows;

    // A last window alone joins the batch before it: statistics over a batch of one are worthless.
    public long BatchCount(int batchSize) => Rows == 0 ? 0 : Math.Max(1, (Rows + batchSize - 2) / batchSize);

    public IEnumerable<Batch> Pass(int batchSize, Random? order, CancellationToken cancel)
    {
        int[] numbers = [.. Enumerable.Range(0, windows.Count)];
        order?.Shuffle(numbers);
        var batches = BatchCount(batchSize);
        for (long i = 0; i < batches; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var from = (int)i * batchSize;
            yield return Cut([.. numbers[from..(i == batches - 1 ? numbers.Length : from + batchSize)].Select(number => windows[number])]);
        }
    }

    /// <summary>Every window whose steps to be forecast lie between two steps.</summary>
    /// <param name="table">The series.</param>
    /// <param name="lookBack">Steps seen.</param>
    /// <param name="horizon">Steps to be forecast.</param>
    /// <param name="from">The first step that may be forecast, of each series.</param>
    /// <param name="end">The step behind the last, of each series.</param>
    public static SeriesWindow[] Between(SeriesTable table, int lookBack, int horizon, Func<int, int> from, Func<int, int> end) =>
    [
        .. Enumerable.Range(0, table.Series.Count).SelectMany(series =>
        {
            var (first, last) = (Math.Max(lookBack, from(series)), end(series) - horizon);
            return last < first ? [] : Enumerable.Range(first, last - first + 1).Select(step => new SeriesWindow(series, step));
        }),
    ];

    /// <summary>What a network is given of windows, without targets; what is to come need not be there.</summary>
    /// <param name="table">The series.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="lookBack">Steps seen.</param>
    /// <param name="horizon">Steps to be forecast.</param>
    public static Features Features(SeriesTable table, IReadOnlyList<SeriesWindow> windows, int lookBack, int horizon)
    {
        var (width, known, statics) = (table.Width, table.Columns.Known.Length, table.Columns.Statics.Length);
        var parts = new List<FeaturePart> { Part(windows, table, series => series.Values, width, -lookBack, lookBack) };
        if (known > 0) parts.Add(Part(windows, table, series => series.Known, known, -lookBack, lookBack + horizon));
        if (statics > 0)
        {
            var values = new float[windows.Count * statics];
            for (var i = 0; i < windows.Count; i++) table.Series[windows[i].Series].Statics.CopyTo(values, i * statics);
            parts.Add(new EvenPart(Tensors.OfFloats(values, windows.Count, statics)));
        }
        return new Features([.. parts]);
    }

    public void Dispose()
    {
    }

    private Batch Cut(SeriesWindow[] some)
    {
        var (width, size) = (table.Width, horizon * table.Width);
        var targets = new float[some.Length * (size + width)];
        for (var i = 0; i < some.Length; i++)
        {
            var own = targets.AsSpan(i * (size + width), size + width);
            table.Series[some[i].Series].Values.AsSpan(some[i].Step * width, size).CopyTo(own);
            scales[some[i].Series].CopyTo(own[size..]);
        }
        return new Batch(Features(table, some, lookBack, horizon), Tensors.OfFloats(targets, some.Length, horizon + 1, width));
    }

    private static EvenPart Part(IReadOnlyList<SeriesWindow> windows, SeriesTable table, Func<TimeSeries, float[]> of, int width, int from, int steps)
    {
        var values = new float[windows.Count * steps * width];
        for (var i = 0; i < windows.Count; i++)
            of(table.Series[windows[i].Series]).AsSpan((windows[i].Step + from) * width, steps * width).CopyTo(values.AsSpan(i * steps * width));
        return new EvenPart(Tensors.OfFloats(values, windows.Count, steps, width));
    }
}
