using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Forecasting;

/// <summary>
/// Forecasts by any trainer of regressions on lags, as gradient boosting is often used: one model for all series, columns and steps ahead. Features are the last values, those of the same phase of the seasons before, the mean of the
/// window, the step ahead and the column; values are less the window's last one, in deviations of the series.
/// </summary>
internal sealed class LagForecaster : IForecaster
{
    private const int Recent = 24, Seasons = 3, TrainingRows = 300_000;
    private readonly MLContext _ml;
    private readonly ITransformer _model;
    private readonly SchemaDefinition _schema;

    /// <param name="ml">The context.</param>
    /// <param name="trainer">Learns Label from Features.</param>
    /// <param name="model">The shape of windows, and what was learnt of the training part.</param>
    /// <param name="table">The series.</param>
    /// <param name="windows">The windows to train on.</param>
    public LagForecaster(MLContext ml, IEstimator<ITransformer> trainer, ForecastModel model, SeriesTable table, IReadOnlyList<SeriesWindow> windows)
    {
        (_ml, Model) = (ml, model);
        _schema = SchemaDefinition.Create(typeof(LagRow));
        _schema[nameof(LagRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Lags.Count + Seasons + 3);
        var random = new Random(model.Options.Seed ?? 1);
        LagRow[] rows = [.. Enumerable.Range(0, TrainingRows).Select(_ => Row(table, windows[random.Next(windows.Count)], random.Next(model.Shape.Horizon), random.Next(model.Shape.Width), hasTarget: true))];
        _model = trainer.Fit(ml.Data.LoadFromEnumerable(rows, _schema));
    }

    public ForecastModel Model { get; }

    private List<int> Lags => [.. Enumerable.Range(2, Math.Min(Recent, Model.Shape.LookBack) - 1)];

    public SeriesTable Read(params IReadOnlyList<IDataView> views) => new SeriesReader(Model.Columns, Model.Options.MissingSteps).Read(Model.Step, views);

    public WindowForecasts Forecast(SeriesTable table, IReadOnlyList<SeriesWindow> windows)
    {
        var (horizon, width) = (Model.Shape.Horizon, Model.Shape.Width);
        IEnumerable<(SeriesWindow Window, int Step, int Column)> places = windows.SelectMany(window => Enumerable.Range(0, horizon * width).Select(i => (window, i / width, i % width)));
        var scored = _model.Transform(_ml.Data.LoadFromEnumerable(places.Select(place => Row(table, place.Window, place.Step, place.Column, hasTarget: false)), _schema));
        float[] values = [.. scored.GetColumn<float>("Score")];
        foreach (var (i, place) in places.Index())
        {
            var series = table.Series[place.Window.Series];
            values[i] = Value(series, place.Window.Step - 1, place.Column) + (values[i] * Model.Statistics.ScaleOf(series.Id)[place.Column]);
        }
        return new WindowForecasts(values, []);
    }

    private float Value(TimeSeries series, int step, int column) => series.Values[(step * Model.Shape.Width) + column];

    private LagRow Row(SeriesTable table, SeriesWindow window, int ahead, int column, bool hasTarget)
    {
        var series = table.Series[window.Series];
        var (scale, last, lookBack, season) = (Model.Statistics.ScaleOf(series.Id)[column], Value(series, window.Step - 1, column), Model.Shape.LookBack, Model.Season);
        float Scaled(int step) => (Value(series, step, column) - last) / scale;
        var features = new List<float>(Lags.Select(lag => Scaled(window.Step - lag)));
        for (var k = (ahead / season) + 1; k <= (ahead / season) + Seasons; k++)
            features.Add(window.Step + ahead - (k * season) is var step && step >= window.Step - lookBack ? Scaled(step) : float.NaN);
        var sum = 0f;
        for (var step = window.Step - lookBack; step < window.Step; step++) sum += Scaled(step);
        features.AddRange([sum / lookBack, ahead, column]);
        return new LagRow { Features = [.. features], Label = hasTarget ? Scaled(window.Step + ahead) : 0 };
    }

    private sealed class LagRow
    {
        public float Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
