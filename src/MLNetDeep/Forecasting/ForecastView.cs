using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Inputs.Series;

namespace MLNetDeep.Forecasting;

/// <summary>Rows with the forecasts that can be made when each is the last known one. Series are read when the first forecast is asked for.</summary>
internal sealed class ForecastView(Forecaster forecaster, IDataView input, DataViewSchema schema) : IDataView
{
    private readonly Lazy<(SeriesTable Table, SeriesWindow?[] Windows)> _series = new(() => Read(forecaster, input));

    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public static DataViewSchema SchemaOf(DataViewSchema input, ForecastModel model)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (var name in ForecastNames.Vectors(model.Columns.Values, model.Options.Quantiles)) builder.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, model.Shape.Horizon));
        return builder.ToSchema();
    }

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        HashSet<int> needed = [.. columnsNeeded.Select(column => column.Index)];
        var own = input.GetRowCursor(input.Schema.Where(column => needed.Contains(column.Index)));
        return new Cursor(this, own, needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    // The window whose last known step each row is; none where too little is known.
    private static (SeriesTable, SeriesWindow?[]) Read(Forecaster forecaster, IDataView input)
    {
        var table = forecaster.Read(input);
        var shape = forecaster.Model.Shape;
        var windows = new List<SeriesWindow?>();
        foreach (var (i, series) in table.Series.Index())
            for (var step = 0; step < series.KnownLength; step++)
            {
                var row = series.Rows[step];
                if (row < 0) continue;
                while (windows.Count <= row) windows.Add(null);
                var isKnown = table.Columns.Known.Length == 0 || step + 1 + shape.Horizon <= series.KnownLength;
                if (step + 1 >= shape.LookBack && step < series.Length && isKnown) windows[row] = new SeriesWindow(i, step + 1);
            }
        return (table, [.. windows]);
    }

    private sealed class Cursor(ForecastView view, DataViewRowCursor input, HashSet<int> needed) : DataViewRowCursor
    {
        private readonly Dictionary<int, int> _slotOf = [];
        private WindowForecasts? _forecasts;
        private int _row = -1, _from, _end;
        private bool _isDisposed;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        private ForecastModel Model => view.Forecaster.Model;

        public override bool IsColumnActive(DataViewSchema.Column column) => needed.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool MoveNext()
        {
            _row++;
            return input.MoveNext();
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column)) throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was opened.");
            if (column.Index < input.Schema.Count) return input.GetGetter<TValue>(input.Schema[column.Index]);
            return Getter(column.Index - input.Schema.Count) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}: it cannot be read as {typeof(TValue)}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_isDisposed)
            {
                _isDisposed = true;
                input.Dispose();
            }
            base.Dispose(disposing);
        }

        // A value column has a vector of forecasts, then one of each quantile.
        private ValueGetter<VBuffer<float>> Getter(int added)
        {
            var (width, horizon, quantiles) = (Model.Shape.Width, Model.Shape.Horizon, Model.Options.Quantiles.Length);
            var (column, quantile) = (added / (1 + quantiles), (added % (1 + quantiles)) - 1);
            return (ref VBuffer<float> value) =>
            {
                var slot = Slot();
                var editor = VBufferEditor.Create(ref value, horizon);
                for (var step = 0; step < horizon; step++)
                {
                    var place = (((slot * horizon) + step) * width) + column;
                    editor.Values[step] = slot < 0 ? float.NaN : quantile < 0 ? _forecasts!.Values[place] : _forecasts!.Quantiles[(place * quantiles) + quantile];
                }
                value = editor.Commit();
            };
        }

        // Where the row stands among the forecasts at hand; -1 where it has none.
        private int Slot()
        {
            var (table, windows) = view._series.Value;
            if (_row >= windows.Length || windows[_row] is null) return -1;
            if (_row < _from || _row >= _end)
            {
                _slotOf.Clear();
                var some = new List<SeriesWindow>();
                for ((_from, _end) = (_row, _row); _end < windows.Length && some.Count < Forecasting.Forecaster.BatchWindows; _end++)
                {
                    if (windows[_end] is not { } window) continue;
                    _slotOf[_end] = some.Count;
                    some.Add(window);
                }
                _forecasts = view.Forecaster.Forecast(table, some);
            }
            return _slotOf[_row];
        }
    }

    private Forecaster Forecaster => forecaster;
}
