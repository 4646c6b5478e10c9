using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tasks;

/// <summary>The annotations that ML.NET's evaluators and tools look for on scores.</summary>
internal static class ScoreAnnotations
{
    public const string SetId = "ScoreColumnSetId", Kind = "ScoreColumnKind", ValueKind = "ScoreValueKind",
        SlotNames = "SlotNames", KeyValues = "KeyValues", TrainingLabelValues = "TrainingLabelValues";

    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    public static void AddText(this DataViewSchema.Annotations.Builder annotations, string kind, string value) =>
        annotations.Add(kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> text) => text = value.AsMemory());

    public static void AddSetId(this DataViewSchema.Annotations.Builder annotations, uint id) =>
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
