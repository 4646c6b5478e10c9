using Kinds = Microsoft.ML.Data.AnnotationUtils.Kinds;

namespace Microsoft.ML.Data;

/// <summary>The annotations of score columns; their order is the original's.</summary>
internal static class ScoreAnnotations
{
    public static DataViewSchema.Annotations Predicted(uint setId, string columnKind, LabelNames? names)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddText(builder, Kinds.ScoreColumnKind, columnKind);
        AddText(builder, Kinds.ScoreValueKind, AnnotationUtils.Const.ScoreValueKind.PredictedLabel);
        names?.AddTo(builder, Kinds.KeyValues);
        AddSetId(builder, setId);
        return builder.ToAnnotations();
    }

    public static DataViewSchema.Annotations Score(uint setId, string columnKind, LabelNames? names)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddText(builder, Kinds.ScoreColumnKind, columnKind);
        AddSetId(builder, setId);
        AddText(builder, Kinds.ScoreValueKind, AnnotationUtils.Const.ScoreValueKind.Score);
        names?.AddTo(builder, Kinds.TrainingLabelValues);
        if (names is { IsText: true })
            names.AddTo(builder, Kinds.SlotNames);
        return builder.ToAnnotations();
    }

    public static DataViewSchema.Annotations Probability(uint setId, string columnKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        AddText(builder, Kinds.ScoreColumnKind, columnKind);
        AddSetId(builder, setId);
        builder.AddPrimitiveValue(Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        AddText(builder, Kinds.ScoreValueKind, AnnotationUtils.Const.ScoreValueKind.Probability);
        return builder.ToAnnotations();
    }

    /// <summary>Of a score that stands alone.</summary>
    public static DataViewSchema.Annotations SingleScore(uint setId, string columnKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddScoreColumn(setId, columnKind, AnnotationUtils.Const.ScoreValueKind.Score);
        return builder.ToAnnotations();
    }

    /// <summary>The id of the next set of score columns.</summary>
    public static uint NextSetId(DataViewSchema schema)
        => schema.GetMaxAnnotationKind(out _, Kinds.ScoreColumnSetId) + 1;

    private static void AddText(DataViewSchema.Annotations.Builder builder, string kind, string value)
        => builder.AddPrimitiveValue(kind, TextDataViewType.Instance, value.AsMemory());

    private static void AddSetId(DataViewSchema.Annotations.Builder builder, uint setId)
        => builder.AddPrimitiveValue(Kinds.ScoreColumnSetId, AnnotationUtils.ScoreColumnSetIdType, setId);
}
