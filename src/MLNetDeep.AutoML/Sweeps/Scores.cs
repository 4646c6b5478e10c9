using System.Diagnostics;
using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>Scored rows.</summary>
internal static class Scores
{
    private static readonly string[] _columns = ["Score", "Probability", "PredictedLabel"];

    /// <summary>Computes the scores once, and keeps them beside the label.</summary>
    public static IDataView Materialize(MLContext ml, IDataView scored, PredictionTask task, out long rows, out double seconds)
    {
        string[] kept = [task.LabelColumnName, .. _columns.Where(name => scored.Schema.GetColumnOrNull(name) is not null)];
        IDataView cached = ml.Data.Cache(ml.Transforms.SelectColumns(kept).Fit(scored).Transform(scored));
        var watch = Stopwatch.StartNew();
        rows = 0;
        using (DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema))
        {
            Action[] readers = [.. cached.Schema.Select(column => Reader(cursor, column))];
            while (cursor.MoveNext())
            {
                rows++;
                foreach (Action read in readers)
                    read();
            }
        }
        seconds = watch.Elapsed.TotalSeconds;
        return cached;
    }

    /// <summary>The size of a saved model.</summary>
    public static double Megabytes(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var bytes = new MemoryStream();
        ml.Model.Save(model, schema, bytes);
        return bytes.Length / 1e6;
    }

    private static Action Reader(DataViewRowCursor cursor, DataViewSchema.Column column) =>
        (Action)typeof(Scores).GetMethod(nameof(ReaderOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(column.Type.RawType).Invoke(null, [cursor, column])!;

    private static Action ReaderOf<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        T value = default!;
        return () => getter(ref value);
    }
}
