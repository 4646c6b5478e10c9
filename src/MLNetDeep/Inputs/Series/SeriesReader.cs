using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Inputs.Series;

/// <summary>Reads rows of time series into memory, in whatever order they come.</summary>
/// <param name="columns">The columns.</param>
/// <param name="missing">What is done about missing steps and values.</param>
internal sealed class SeriesReader(SeriesColumns columns, MissingSteps missing)
{
    private const int Named = 3;
    private readonly List<long> _times = [];
    private readonly List<float> _values = [], _known = [], _statics = [];
    private readonly Dictionary<string, List<int>> _rowsOf = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private bool _isDate;
    private long _filled;

    /// <summary>Reads them.</summary>
    /// <param name="step">How far times are apart; inferred when null.</param>
    /// <param name="views">The rows; those of one view behind those of the other.</param>
    /// <exception cref="InvalidDataException">Times are repeated or irregular, or steps or values are missing where that is an error; all sorts of faults together.</exception>
    public SeriesTable Read(TimeStep? step, params IReadOnlyList<IDataView> views)
    {
        var before = 0;
        foreach (var view in views)
        {
            columns.Check(SeriesColumns.Visible(view.Schema));
            before = _times.Count;
            ReadRows(view);
        }
        if (_times.Count == 0) throw new InvalidOperationException($"There are no rows of series (column '{columns.Time}').");
        var unsorted = Sort();
        CheckRepeated();
        List<(string Id, long[] Times)> times = [.. _order.Select(id => (id, _rowsOf[id].Select(row => _times[row]).ToArray()))];
        if (step is not null && step.IsDate != _isDate) throw new ArgumentException($"The column '{columns.Time}' must hold {(step.IsDate ? "dates" : "whole numbers")}, as that of the training rows.", nameof(views));
        step ??= TimeStep.Infer(times.Select(series => series.Times), _isDate, columns.Time);
        step.Check(times, columns.Time);
        if (missing == MissingSteps.Error) CheckMissing(times, step);
        var series = times.Select(each => Build(each.Id, each.Times, step)).OfType<TimeSeries>().ToList();
        return new SeriesTable(columns, step, series) { Filled = _filled, Unsorted = unsorted, RowsBefore = before };
    }

    private void ReadRows(IDataView view)
    {
        DataViewSchema.Column Column(string name) => view.Schema[name];
        DataViewSchema.Column[] needed = [.. new[] { columns.Time }.Concat(columns.Series is null ? [] : [columns.Series]).Concat(columns.Values).Concat(columns.Known).Concat(columns.Statics).Select(Column)];
        _isDate = Column(columns.Time).Type is DateTimeDataViewType or DateTimeOffsetDataViewType;
        using var cursor = view.GetRowCursor(needed);
        var (time, id) = (RowGetters.Time(cursor, Column(columns.Time)), columns.Series is null ? () => "" : RowGetters.Id(cursor, Column(columns.Series)));
        Func<float>[] values = Numbers(columns.Values), known = Numbers(columns.Known), statics = Numbers(columns.Statics);
        Func<float>[] Numbers(string[] names) => [.. names.Select(name => RowGetters.Number(cursor, Column(name)))];
        while (cursor.MoveNext())
        {
            var row = _times.Count;
            _times.Add(time() ?? throw Missing(columns.Time, "time", row));
            var key = id();
            if (columns.Series is not null && key.Length == 0) throw Missing(columns.Series, "series id", row);
            if (!_rowsOf.TryGetValue(key, out var rows))
            {
                _rowsOf.Add(key, rows = []);
                _order.Add(key);
            }
            rows.Add(row);
            foreach (var value in values) _values.Add(value());
            foreach (var value in known) _known.Add(value());
            foreach (var value in statics) _statics.Add(value());
        }
    }

    private static InvalidDataException Missing(string column, string what, int row) =>
        new($"Column '{column}' must have a {what} in each row, but row {(row + 1).ToString(CultureInfo.InvariantCulture)} has none (rows are counted from 1).");

    private long Sort()
    {
        long unsorted = 0;
        foreach (var rows in _rowsOf.Values)
        {
            for (var i = 1; i < rows.Count; i++) unsorted += _times[rows[i]] < _times[rows[i - 1]] ? 1 : 0;
            if (unsorted > 0) rows.Sort((a, b) => _times[a] != _times[b] ? _times[a].CompareTo(_times[b]) : a.CompareTo(b));
        }
        return unsorted;
    }

    private void CheckRepeated()
    {
        var (count, named) = (0L, new List<string>());
        foreach (var id in _order)
            for (var i = 1; i < _rowsOf[id].Count; i++)
            {
                var (before, row) = (_rowsOf[id][i - 1], _rowsOf[id][i]);
                if (_times[before] != _times[row]) continue;
                if (count++ < Named) named.Add($"rows {before + 1} and {row + 1} both have {Show(_times[row])}{Of(id)}");
            }
        if (count > 0)
            throw new InvalidDataException($"Each time must come once in a series, but {string.Join("; ", named)}{More(count)} (column '{columns.Time}', rows are counted from 1). "
                + (columns.Series is null ? $"If there are several series, name the column that tells them apart ({nameof(ForecasterOptions.SeriesColumnName)})." : "Remove such rows, or take their mean."));
    }

    private void CheckMissing(List<(string Id, long[] Times)> all, TimeStep step)
    {
        var (gaps, gapNames, holes, holeNames) = (0L, new List<string>(), 0L, new List<string>());
        foreach (var (id, times) in all)
        {
            for (var i = 1; i < times.Length; i++)
            {
                if (step.Between(times[i - 1], times[i]) is not { } steps || steps == 1) continue;
                if (gaps++ < Named) gapNames.Add($"{steps - 1} between {Show(times[i - 1])} and {Show(times[i])}{Of(id)}");
            }
            var last = LastWithValues(_rowsOf[id]);
            for (var i = 0; i < times.Length; i++)
            {
                if (HoleOf(_rowsOf[id][i], withValues: i <= last) is not { } column) continue;
                if (holes++ < Named) holeNames.Add($"'{column}' at {Show(times[i])}{Of(id)}");
            }
        }
        if (gaps + holes == 0) return;
        var faults = new List<string>();
        if (gaps > 0) faults.Add($"Steps are missing: {string.Join("; ", gapNames)}{More(gaps)}.");
        if (holes > 0) faults.Add($"Values are missing or not finite: {string.Join("; ", holeNames)}{More(holes)}.");
        throw new InvalidDataException($"The series must be complete (a step is {step}). {string.Join(" ", faults)} Set {nameof(ForecasterOptions.MissingSteps)} to {MissingSteps.FillForward} or {MissingSteps.Interpolate} to have them filled.");
    }

    private string? HoleOf(int row, bool withValues)
    {
        for (var i = 0; withValues && i < columns.Values.Length; i++)
            if (!float.IsFinite(_values[(row * columns.Values.Length) + i])) return columns.Values[i];
        for (var i = 0; i < columns.Known.Length; i++)
            if (!float.IsFinite(_known[(row * columns.Known.Length) + i])) return columns.Known[i];
        return null;
    }

    // Rows at the end that have what is known in advance and no values are those to be forecast.
    private int LastWithValues(List<int> rows)
    {
        var (last, width) = (rows.Count - 1, columns.Values.Length);
        if (columns.Known.Length == 0) return last;
        while (last >= 0 && Enumerable.Range(rows[last] * width, width).All(i => float.IsNaN(_values[i]))) last--;
        return last;
    }

    private TimeSeries? Build(string id, long[] times, TimeStep step)
    {
        var rows = _rowsOf[id];
        var last = LastWithValues(rows);
        if (last < 0) return null;
        long[] places = [.. times.Select(time => step.Between(times[0], time)!.Value)];
        if (places[^1] >= Array.MaxLength / Math.Max(1, Math.Max(columns.Values.Length, columns.Known.Length)))
            throw new InvalidDataException($"Between {Show(times[0])} and {Show(times[^1])}{Of(id)} lie {places[^1]} steps of {step}: too many.");
        var values = Spread(_values, columns.Values.Length, rows.Take(last + 1), places, (int)places[last] + 1);
        var known = Spread(_known, columns.Known.Length, rows, places, (int)places[^1] + 1);
        var (from, to) = (0, values.Steps - 1);
        int[] at = [.. Enumerable.Repeat(-1, known.Steps)];
        for (var i = 0; i < rows.Count; i++) at[places[i]] = rows[i];
        if (missing != MissingSteps.Error)
        {
            while (from <= to && !(values.IsWhole(from) && known.IsWhole(from))) from++;
            while (missing == MissingSteps.Interpolate && to > from && !values.IsWhole(to)) to--;
            if (from > to) return null;
            _filled += values.Fill(from, to, missing == MissingSteps.Interpolate);
            known.Fill(from, known.Steps - 1, missing == MissingSteps.Interpolate);
        }
        var end = to == values.Steps - 1 ? known.Steps : to + 1;
        return new TimeSeries(id, step.After(times[0], from), values.Cut(from, to + 1), known.Cut(from, end), Statics(id, rows), at[from..end]) { Length = to + 1 - from };
    }

    private static SpreadNumbers Spread(List<float> all, int width, IEnumerable<int> rows, long[] places, int steps)
    {
        var spread = new SpreadNumbers(width, steps);
        foreach (var (i, row) in rows.Index())
            for (var k = 0; k < width; k++) spread.Put((int)places[i], k, all[(row * width) + k]);
        return spread;
    }

    private float[] Statics(string id, List<int> rows)
    {
        var width = columns.Statics.Length;
        float[] first = [.. Enumerable.Range(0, width).Select(i => _statics[(rows[0] * width) + i])];
        for (var i = 0; i < width; i++)
        {
            if (!float.IsFinite(first[i])) throw new InvalidDataException($"The static column '{columns.Statics[i]}' has no finite value in row {rows[0] + 1}{Of(id)} (rows are counted from 1).");
            foreach (var row in rows)
                if (_statics[(row * width) + i] != first[i])
                    throw new InvalidDataException($"A static column must be the same in all rows of a series, but '{columns.Statics[i]}' is {first[i].ToString(CultureInfo.InvariantCulture)} in row {rows[0] + 1} and {_statics[(row * width) + i].ToString(CultureInfo.InvariantCulture)} in row {row + 1}{Of(id)} (rows are counted from 1).");
        }
        return first;
    }

    private string Show(long time) => TimeStep.Show(time, _isDate);

    private static string Of(string id) => id.Length > 0 ? $" in series '{id}'" : "";

    private static string More(long count) => count > Named ? $"; and {count - Named} more" : "";
}
