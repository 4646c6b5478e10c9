using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Comparisons;

/// <summary>Times how long a model takes for a row: many in one go, and one by one.</summary>
internal static class ScoringTimes
{
    private const int SingleRows = 200;
    private const int WarmUpRows = 10;
    private static readonly TimeSpan _mostForSingleRows = TimeSpan.FromSeconds(1);

    /// <summary>Microseconds for a row in one go. The model must have scored before: what it prepares once is no part of it.</summary>
    public static double InBulk(ITransformer model, IDataView rows)
    {
        var watch = Stopwatch.StartNew();
        int count = Scores(model.Transform(rows));
        return watch.Elapsed.TotalMicroseconds / Math.Max(1, count);
    }

    /// <summary>Microseconds for a row by the way that a PredictionEngine takes: the median. NaN where the model scores no single rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows in memory.</param>
    public static double OneByOne(ITransformer model, IDataView rows)
    {
        if (!model.IsRowToRowMapper)
            return double.NaN;
        IRowToRowMapper mapper = model.GetRowToRowMapper(rows.Schema);
        DataViewSchema.Column score = mapper.OutputSchema["Score"];
        using DataViewRowCursor cursor = rows.GetRowCursor(mapper.GetDependencies([score]));
        using DataViewRow row = mapper.GetRow(cursor, [score]);
        Action read = Reader(row, score);
        List<double> times = [];
        var all = Stopwatch.StartNew();
        // Of few rows even the first ones count.
        while (times.Count < SingleRows + WarmUpRows && all.Elapsed < _mostForSingleRows && cursor.MoveNext())
        {
            long start = Stopwatch.GetTimestamp();
            read();
            // A TimeSpan counts tenths of a microsecond, which is longer than a linear model takes.
            times.Add((Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency);
        }
        return Statistics.Sample.Quantile(times.Count > 2 * WarmUpRows ? times.Skip(WarmUpRows) : times, 0.5);
    }

    // Reads every score: a view does no work before.
    private static int Scores(IDataView scored)
    {
        DataViewSchema.Column score = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([score]);
        Action read = Reader(cursor, score);
        int count = 0;
        for (; cursor.MoveNext(); count++)
            read();
        return count;
    }

    private static Action Reader(DataViewRow row, DataViewSchema.Column score)
    {
        if (score.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<float>> vectors = row.GetGetter<VBuffer<float>>(score);
            VBuffer<float> vector = default;
            return () => vectors(ref vector);
        }
        ValueGetter<float> values = row.GetGetter<float>(score);
        float value = 0;
        return () => values(ref value);
    }
}
