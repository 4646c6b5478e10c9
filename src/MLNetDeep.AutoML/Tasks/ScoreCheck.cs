using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>Refuses scores that are not numbers: ML.NET's evaluators skip such rows, so that an exploded model would have an error of 0.</summary>
internal static class ScoreCheck
{
    private const string Score = "Score";

    public static void Finite(IDataView scored)
    {
        long row = 0, bad = 0, first = 0;
        foreach (bool isFinite in AreFinite(scored))
        {
            row++;
            if (isFinite)
                continue;
            bad++;
            first = bad == 1 ? row : first;
        }
        if (bad > 0)
            throw new InvalidOperationException($"The scores of {bad} of {row} rows are not finite numbers, that of row {first} first: the model has diverged.");
    }

    private static IEnumerable<bool> AreFinite(IDataView scored) => scored.Schema[Score].Type is VectorDataViewType
        ? scored.GetColumn<float[]>(Score).Select(scores => Array.TrueForAll(scores, float.IsFinite))
        : scored.GetColumn<float>(Score).Select(float.IsFinite);
}
