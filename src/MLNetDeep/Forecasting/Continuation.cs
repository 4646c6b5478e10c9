using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Forecasting;

/// <summary>The steps that come after series.</summary>
internal static class Continuation
{
    private const int Named = 5;

    public static IDataView Of(Forecaster forecaster, SeriesTable table)
    {
        var model = forecaster.Model;
        var (columns, horizon, width, quantiles) = (model.Columns, model.Shape.Horizon, model.Shape.Width, model.Options.Quantiles);
        Check(model, table);
        var rows = table.Series.Count * horizon;
        var (ids, times) = (new ReadOnlyMemory<char>[rows], new long[rows]);
        float[][] values = [.. Enumerable.Range(0, width).Select(_ => new float[rows])], bounds = [.. Enumerable.Range(0, width * quantiles.Length).Select(_ => new float[rows])];
        for (var from = 0; from < table.Series.Count; from += Forecaster.BatchWindows)
        {
            SeriesWindow[] windows = [.. Enumerable.Range(from, Math.Min(Forecaster.BatchWindows, table.Series.Count - from)).Select(i => new SeriesWindow(i, table.Series[i].Length))];
            var forecasts = forecaster.Forecast(table, windows);
            for (var i = 0; i < forecasts.Values.Length; i++)
            {
                var row = (from * horizon) + (i / width);
                values[i % width][row] = forecasts.Values[i];
                for (var q = 0; q < quantiles.Length; q++) bounds[(i % width * quantiles.Length) + q][row] = forecasts.Quantiles[(i * quantiles.Length) + q];
            }
        }
        for (var row = 0; row < rows; row++)
        {
            var series = table.Series[row / horizon];
            (ids[row], times[row]) = (series.Id.AsMemory(), table.Step.After(series.Start, series.Length + (row % horizon)));
        }
        var result = new List<MemoryColumn>();
        if (columns.Series is not null) result.Add(new ValueColumn<ReadOnlyMemory<char>>(columns.Series, TextDataViewType.Instance, ids));
        result.Add(table.Step.IsDate
            ? new ValueColumn<DateTime>(columns.Time, DateTimeDataViewType.Instance, Array.ConvertAll(times, time => new DateTime(time)))
            : new ValueColumn<long>(columns.Time, NumberDataViewType.Int64, times));
        for (var i = 0; i < width; i++)
        {
            result.Add(new ValueColumn<float>(columns.Values[i], NumberDataViewType.Single, values[i]));
            for (var q = 0; q < quantiles.Length; q++)
                result.Add(new ValueColumn<float>(ForecastNames.Quantile(columns.Values[i], quantiles[q]), NumberDataViewType.Single, bounds[(i * quantiles.Length) + q]));
        }
        return new MemoryView(result, rows);
    }

    private static void Check(ForecastModel model, SeriesTable table)
    {
        string Some(IReadOnlyList<TimeSeries> few, Func<TimeSeries, string> tell) => string.Join(", ", few.Take(Named).Select(series => series.Id.Length > 0 ? $"'{series.Id}' {tell(series)}" : tell(series)))
            + (few.Count > Named ? $" and {few.Count - Named} more" : "");
        var faults = new List<string>();
        var (lookBack, horizon) = (model.Shape.LookBack, model.Shape.Horizon);
        List<TimeSeries> tooShort = [.. table.Series.Where(series => series.Length < lookBack)];
        if (tooShort.Count > 0) faults.Add($"Each series must have at least {lookBack} steps ({nameof(ForecasterOptions.LookBack)}): {Some(tooShort, series => $"has {series.Length}")}.");
        List<TimeSeries> unknown = model.Columns.Known.Length == 0 ? [] : [.. table.Series.Where(series => series.KnownLength < series.Length + horizon)];
        if (unknown.Count > 0)
            faults.Add($"The columns {string.Join(", ", model.Columns.Known)} must be given for {horizon} steps behind the last value of each series, in rows whose values are NaN: {Some(unknown, series => $"has {series.KnownLength - series.Length}")}.");
        if (table.Series.Count == 0) faults.Add("There is no series with values.");
        if (faults.Count > 0) throw new InvalidOperationException(string.Join(" ", faults));
    }
}
