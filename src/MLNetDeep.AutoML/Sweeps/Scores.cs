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
        // The cache computes all columns that a cursor asks for, whether or not they are read, and moves on when they are there.
        using (DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema))
        {
            while (cursor.MoveNext())
                rows++;
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
}
