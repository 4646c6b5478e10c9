using Microsoft.ML;
using MLNetDeep.Data;

namespace MLNetDeep.Inputs.Images;

/// <summary>Which rows to look at where not all can be: as many of each class, spread over all of its rows, so that a file sorted by class shows every one.</summary>
internal static class ImageSample
{
    /// <summary>About how many rows are chosen.</summary>
    public const int Rows = 256;

    /// <summary>Positions of rows with a label, in their order.</summary>
    /// <param name="view">The rows; of them only the label is read.</param>
    /// <param name="target">The label.</param>
    public static SortedSet<long> Choose(IDataView view, TargetSpec target)
    {
        var rowsOf = new Dictionary<long, List<long>>();
        using (var cursor = view.GetRowCursor([view.Schema[target.Column]]))
        {
            var label = new TargetReader(cursor, target with { WeightColumn = null });
            while (cursor.MoveNext())
            {
                if (!label.Read()) continue;
                if (!rowsOf.TryGetValue(label.Stratum, out var rows)) rowsOf[label.Stratum] = rows = [];
                rows.Add(cursor.Position);
            }
        }
        var share = Math.Max(1, Rows / Math.Max(1, rowsOf.Count));
        List<long> chosen = [.. rowsOf.Values.SelectMany(rows => Spread(rows, share))];
        // Of more classes than rows, some.
        return [.. Spread(chosen, Math.Max(Rows, 1))];
    }

    private static IEnumerable<long> Spread(List<long> rows, int count)
    {
        var most = Math.Min(rows.Count, count);
        for (var i = 0; i < most; i++) yield return rows[(int)((long)i * rows.Count / most)];
    }
}
