using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.Tasks;

/// <summary>Columns made from scores that several tasks have.</summary>
internal static class ScoreColumns
{
    /// <summary>All scores as a vector, with names of its slots.</summary>
    public static ScoreColumn Vector(string kind, uint id, LabelValues labels) => new(ScoreAnnotations.Score,
        new VectorDataViewType(NumberDataViewType.Single, labels.Count),
        ScoreAnnotations.Of(kind, ScoreAnnotations.Score, id, annotations =>
        {
            labels.AddTo(annotations, ScoreAnnotations.TrainingLabelValues);
            if (labels.ItemType is TextDataViewType) labels.AddTo(annotations, ScoreAnnotations.SlotNames);
        }), VectorGetter);

    /// <summary>All numbers as a vector, under any name.</summary>
    public static ScoreColumn Numbers(string name, int count) =>
        new(name, new VectorDataViewType(NumberDataViewType.Single, count), new DataViewSchema.Annotations.Builder().ToAnnotations(), VectorGetter);

    /// <summary>One score as a number.</summary>
    public static ScoreColumn Number(string kind, uint id) =>
        new(ScoreAnnotations.Score, NumberDataViewType.Single, ScoreAnnotations.Of(kind, ScoreAnnotations.Score, id), NumberGetter);

    private static ValueGetter<VBuffer<float>> VectorGetter(CurrentScores scores) => (ref VBuffer<float> value) =>
    {
        var current = scores();
        var editor = VBufferEditor.Create(ref value, current.Length);
        current.CopyTo(editor.Values);
        value = editor.Commit();
    };

    private static ValueGetter<float> NumberGetter(CurrentScores scores) => (ref float value) => value = scores()[0];
}
