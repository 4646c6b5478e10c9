using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;

namespace MLNetDeep.Evaluation;

/// <summary>What a row's label and scores are.</summary>
internal delegate void ScoredRowAction(ReadOnlySpan<float> label, ReadOnlySpan<float> scores);

/// <summary>Goes through scored rows for an evaluator; rows without a label are left out.</summary>
internal static class ScoredRows
{
    /// <summary>Calls the action for each row.</summary>
    /// <returns>How many rows there were.</returns>
    public static long ForEach(IDataView data, TargetSpec target, string scoreColumn, ScoredRowAction action)
    {
        var score = ColumnChecks.Find(data.Schema, "score", scoreColumn);
        using var cursor = data.GetRowCursor([data.Schema[target.Column], score]);
        var labels = new TargetReader(cursor, target);
        var scores = new float[Width(score)];
        var fill = Filler(cursor, score);
        long rows = 0;
        while (cursor.MoveNext())
        {
            if (!labels.Read()) continue;
            fill(scores);
            action(labels.Values, scores);
            rows++;
        }
        return rows > 0 ? rows : throw new InvalidOperationException($"There are no rows with a label in column '{target.Column}' to evaluate.");
    }

    /// <summary>The scores in a row.</summary>
    public static int Width(DataViewSchema.Column score) => score.Type switch
    {
        VectorDataViewType { IsKnownSize: true, ItemType: NumberDataViewType } vector => vector.Size,
        NumberDataViewType => 1,
        _ => throw ColumnErrors.Mismatch("score", score.Name, "Single or Vector<Single>", ColumnErrors.Describe(score.Type)),
    };

    /// <summary>The score column; throws unless it has as many slots as the label.</summary>
    public static DataViewSchema.Column Find(IDataView data, string scoreColumn, int width)
    {
        var score = ColumnChecks.Find(data.Schema, "score", scoreColumn);
        return Width(score) == width ? score : throw ColumnErrors.Mismatch("score", scoreColumn, $"{width} slots, as the label has", ColumnErrors.Describe(score.Type));
    }

    private static NumberReader.Filler Filler(DataViewRow row, DataViewSchema.Column score) => NumberReader.MakeFiller(row, score);
}
