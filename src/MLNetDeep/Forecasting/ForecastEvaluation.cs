using Microsoft.ML;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Forecasting;

/// <summary>Goes through every window of series and adds up what forecasts are off by.</summary>
internal sealed class ForecastEvaluation
{
    private readonly ForecastModel _model;
    private readonly SeriesTable _table;
    private readonly double[] _quantiles;
    private readonly double[] _absolute, _squared, _inside, _byStep, _below;
    private readonly HashSet<(int Series, int Column)> _unscaled = [];
    private double _standardSquared, _standardAbsolute, _scaled, _percentage, _pinball, _values;
    private long _count, _scaledCount, _windows;

    private ForecastEvaluation(ForecastModel model, SeriesTable table)
    {
        (_model, _table, _quantiles) = (model, table, model.Options.Quantiles);
        var width = model.Shape.Width;
        (_absolute, _squared, _inside, _byStep, _below) = (new double[width], new double[width], new double[width], new double[model.Shape.Horizon], new double[_quantiles.Length]);
    }

    public static ForecastMetrics Of(IForecaster forecaster, IDataView data, IDataView? history)
    {
        var model = forecaster.Model;
        var table = history is null ? forecaster.Read(data) : forecaster.Read(history, data);
        var (lookBack, horizon) = (model.Shape.LookBack, model.Shape.Horizon);
        // Steps that were filled between the two count as history.
        int From(int series) => Array.FindIndex(table.Series[series].Rows, row => row >= table.RowsBefore) is var step and >= 0 ? step : table.Series[series].Length;
        var windows = SeriesWindows.Between(table, lookBack, horizon, From, series => table.Series[series].Length);
        if (windows.Length == 0)
            throw new InvalidOperationException($"There is no window to evaluate on: one needs {lookBack} steps ({nameof(ForecasterOptions.LookBack)}) in the history or the data, and {horizon} ({nameof(ForecasterOptions.Horizon)}) in the data behind them.");
        return Of(forecaster, table, windows);
    }

    /// <summary>Over these windows.</summary>
    public static ForecastMetrics Of(IForecaster forecaster, SeriesTable table, IEnumerable<SeriesWindow> windows)
    {
        var evaluation = new ForecastEvaluation(forecaster.Model, table);
        foreach (var some in windows.Chunk(Forecaster.BatchWindows)) evaluation.Add(some, forecaster.Forecast(table, some));
        return evaluation.Finish();
    }

    private void Add(SeriesWindow[] windows, WindowForecasts forecasts)
    {
        var (horizon, width) = (_model.Shape.Horizon, _model.Shape.Width);
        for (var i = 0; i < windows.Length; i++)
        {
            var series = _table.Series[windows[i].Series];
            var scales = _model.Statistics.ScaleOf(series.Id);
            var seasonal = _model.Statistics.SeasonalErrors.GetValueOrDefault(series.Id);
            for (var step = 0; step < horizon; step++)
                for (var column = 0; column < width; column++)
                {
                    var place = (((i * horizon) + step) * width) + column;
                    var value = series.Values[((windows[i].Step + step) * width) + column];
                    Add(value, forecasts.Values[place], column, step, scales[column]);
                    if (seasonal?[column] > 0) (_scaled, _scaledCount) = (_scaled + (Math.Abs((double)value - forecasts.Values[place]) / seasonal[column]), _scaledCount + 1);
                    else _unscaled.Add((windows[i].Series, column));
                    AddQuantiles(value, forecasts.Quantiles.AsSpan(place * _quantiles.Length, _quantiles.Length), column);
                }
        }
        _windows += windows.Length;
    }

    private void Add(double value, double forecast, int column, int step, double scale)
    {
        var error = value - forecast;
        var (size, standard) = (Math.Abs(error), error / scale);
        _absolute[column] += size;
        _squared[column] += error * error;
        _standardSquared += standard * standard;
        _standardAbsolute += Math.Abs(standard);
        _byStep[step] += standard * standard;
        var both = Math.Abs(value) + Math.Abs(forecast);
        _percentage += both > 0 ? 2 * size / both : 0;
        _values += Math.Abs(value);
        _count++;
    }

    private void AddQuantiles(double value, ReadOnlySpan<float> quantiles, int column)
    {
        for (var q = 0; q < quantiles.Length; q++)
        {
            var error = value - quantiles[q];
            _pinball += Math.Max(_quantiles[q] * error, (_quantiles[q] - 1) * error);
            if (error <= 0) _below[q]++;
        }
        if (quantiles.Length > 1 && value >= quantiles[0] && value <= quantiles[^1]) _inside[column]++;
    }

    private ForecastMetrics Finish()
    {
        var (columns, perColumn) = (_model.Columns.Values, (double)_count / _model.Shape.Width);
        double Covered(double inside, double count) => _quantiles.Length < 2 ? double.NaN : inside / count;
        return new ForecastMetrics
        {
            Windows = _windows,
            MeanSquaredError = _standardSquared / _count,
            MeanAbsoluteError = _standardAbsolute / _count,
            MeanAbsoluteScaledError = _scaledCount == 0 ? double.NaN : _scaled / _scaledCount,
            UnscaledSeries = _unscaled.Count,
            SymmetricMeanAbsolutePercentageError = _percentage / _count,
            WeightedQuantileLoss = _quantiles.Length == 0 ? double.NaN : 2 * _pinball / _quantiles.Length / _values,
            QuantileCoverage = [.. _below.Select(below => below / _count)],
            IntervalCoverage = Covered(_inside.Sum(), _count),
            Columns = [.. columns.Select((name, i) => new ForecastColumnMetrics(name, _absolute[i] / perColumn, Math.Sqrt(_squared[i] / perColumn), Covered(_inside[i], perColumn)))],
            MeanSquaredErrorByStep = [.. _byStep.Select(sum => sum / _count * _byStep.Length)],
        };
    }
}
