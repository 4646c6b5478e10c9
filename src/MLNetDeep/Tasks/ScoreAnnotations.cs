using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tasks;

/// <summary>The annotations that ML.NET's evaluators and tools look for on scores.</summary>
internal static class ScoreAnnotations
{
    public const string SetId = "ScoreColumnSetId", Kind = "ScoreColumnKind", ValueKind = "ScoreValueKind",
        SlotNames = "SlotNames", KeyValues = "KeyValues", TrainingLabelValues = "TrainingLabelValues", IsNormalized = "IsNormalized";

    /// <summary>Names of columns, which are also what their values are called in the annotations.</summary>
    public const string Score = "Score", PredictedLabel = "PredictedLabel", Probability = "Probability";

    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    /// <summary>The annotations of a column made from scores.</summary>
    /// <param name="kind">The task, in ML.NET's words.</param>
    /// <param name="column">Which of its columns.</param>
    /// <param name="id">The set that the task's columns form.</param>
    /// <param name="more">Adds what else there is to say.</param>
    public static DataViewSchema.Annotations Of(string kind, string column, uint id, Action<DataViewSchema.Annotations.Builder>? more = null)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddText(Kind, kind);
        // In the order in which ML.NET's own trainers give them.
        if (column != PredictedLabel) annotations.AddSetId(id);
        annotations.AddText(ValueKind, column);
        more?.Invoke(annotations);
        if (column == PredictedLabel) annotations.AddSetId(id);
        return annotations.ToAnnotations();
    }

    private static void AddText(this DataViewSchema.Annotations.Builder annotations, string kind, string value) =>
        annotations.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> text) => text = value.AsMemory());

    private static void AddSetId(this DataViewSchema.Annotations.Builder annotations, uint id) =>
        annotations.Add(SetId, SetIdType, (ref uint value) => value = id);

    /// <summary>One more than the largest number of a set of score columns in the schema.</summary>
    public static uint NextSetId(DataViewSchema schema)
    {
        var largest = 0u;
        foreach (var column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(SetId)?.Type.RawType != typeof(uint)) continue;
            uint id = 0;
            column.Annotations.GetValue(SetId, ref id);
            largest = Math.Max(largest, id);
        }
        return largest + 1;
    }
}
