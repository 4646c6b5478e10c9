using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep;

public sealed partial class DeepForecastingCatalog
{
    /// <summary>
    /// Cross-validation in the order of time: the time of the rows is divided into folds + 1 parts of one length; a forecaster is trained on the first, then on the first two, and so on, and each time evaluated on every window of the next.
    /// </summary>
    /// <param name="options">The forecaster.</param>
    /// <param name="data">The rows of all series.</param>
    /// <param name="folds">How many forecasters are trained. Default 3.</param>
    /// <returns>The metrics of each fold, in the order of time.</returns>
    /// <exception cref="InvalidOperationException">The parts are too short for a window.</exception>
    public IReadOnlyList<ForecastMetrics> CrossValidate(ForecasterOptions options, IDataView data, int folds = 3)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        SeriesColumns.Of(options, SeriesColumns.Visible(data.Schema));
        var times = Times(data, options.TimeColumnName);
        var (first, last) = (times.Min(), times.Max());
        // The last part holds the last time too.
        int PartOf(long row) => Math.Min(folds, (int)((Int128)(times[row] - first) * (folds + 1) / Math.Max(1, last - first)));
        return
        [
            .. Enumerable.Range(1, folds).Select(fold =>
            {
                var training = new RowSubset(data, row => PartOf(row) < fold);
                using var model = Forecaster(options).Fit(training);
                return model.Evaluate(new RowSubset(data, row => PartOf(row) == fold), training);
            }),
        ];
    }

    private static long[] Times(IDataView data, string column)
    {
        using var cursor = data.GetRowCursor([data.Schema[column]]);
        var (read, times) = (RowGetters.Time(cursor, data.Schema[column]), new List<long>());
        while (cursor.MoveNext()) times.Add(read() ?? 0);
        return times.Count > 0 ? [.. times] : throw new InvalidOperationException("There are no rows.");
    }
}
