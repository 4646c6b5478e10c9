using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Bench;

/// <summary>Scoring as an application does it: by a cursor, row after row.</summary>
internal static class Scores
{
    /// <summary>Scores all rows; gives rows a second.</summary>
    public static double Speed(ITransformer model, IDataView rows)
    {
        var clock = Stopwatch.StartNew();
        var count = Read(model, rows).LongCount();
        return count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>The rows' numbers, from 1, each when it is scored.</summary>
    public static IEnumerable<long> Read(ITransformer model, IDataView rows)
    {
        var scored = model.Transform(rows);
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> score = default;
        for (var row = 1L; cursor.MoveNext(); row++)
        {
            getter(ref score);
            yield return row;
        }
    }
}
