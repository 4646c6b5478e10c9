using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>Looks for scores that are no numbers: ML.NET's evaluators leave such rows out, so that a model that gives nothing else has no error at all.</summary>
internal static class ScoreCheck
{
    private const string Score = "Score";

    /// <summary>What is wrong with the scores; null where nothing is, or where there are none to look at.</summary>
    public static string? Fault(IDataView scored)
    {
        if (scored.Schema.GetColumnOrNull(Score) is not { } column)
            return null;
        var (rows, wrong) = Count(scored, column);
        return wrong == 0 ? null : $"The score is NaN or infinite in {wrong} of the {rows} validation rows. ML.NET leaves such rows out when it measures.";
    }

    private static (long Rows, long Wrong) Count(IDataView scored, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        if (IsFinite(cursor, column) is not { } isFinite)
            return default;
        long rows = 0, wrong = 0;
        while (cursor.MoveNext())
        {
            rows++;
            wrong += isFinite() ? 0 : 1;
        }
        return (rows, wrong);
    }

    private static Func<bool>? IsFinite(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Single)
        {
            ValueGetter<float> get = cursor.GetGetter<float>(column);
            float value = 0;
            return () =>
            {
                get(ref value);
                return float.IsFinite(value);
            };
        }
        return column.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Single ? AreFinite(cursor.GetGetter<VBuffer<float>>(column)) : null;
    }

    private static Func<bool> AreFinite(ValueGetter<VBuffer<float>> get)
    {
        VBuffer<float> values = default;
        return () =>
        {
            get(ref values);
            foreach (float value in values.GetValues())
            {
                if (!float.IsFinite(value))
                    return false;
            }
            return true;
        };
    }
}
