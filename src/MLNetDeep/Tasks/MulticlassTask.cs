using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>One of several classes: cross-entropy, softmax, and the columns of ML.NET's own multiclass trainers.</summary>
internal sealed class MulticlassTask : DeepTask
{
    private const string Kind = "MulticlassClassification", Score = "Score", PredictedLabel = "PredictedLabel";

    public override string Key => "multiclass";

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn)
    {
        ColumnChecks.CheckLabel(input, labelColumn);
        return Borrowed(ml, input, labelColumn).Where(c => c.Name is Score or PredictedLabel);
    }

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn)
    {
        var type = ColumnChecks.CheckLabel(schema, labelColumn);
        if (type.Count > int.MaxValue) throw ColumnErrors.Mismatch("label", labelColumn, "a key with a stated number of classes", ColumnErrors.Describe(type));
        return LabelValues.Read(schema[labelColumn], (int)type.Count);
    }

    public override OutputShape Output(LabelValues labels) => new(labels.Count);

    public override IObjective Objective(ObjectiveContext context)
    {
        var present = context.ClassCounts.Count(c => c > 0);
        if (present < 2) throw ColumnErrors.OneClass(context.LabelColumn, present == 0 ? null : context.Labels.Names[Array.FindIndex(context.ClassCounts, c => c > 0)]);
        return new CrossEntropy(context.Weighting == ClassWeighting.Balanced ? Balance(context.ClassCounts, context.Device) : null);
    }

    public override Tensor Activate(Tensor outputs) => outputs.softmax(1);

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels)
    {
        var id = ScoreAnnotations.NextSetId(input);
        return
        [
            new ScoreColumn(PredictedLabel, new KeyDataViewType(typeof(uint), labels.Count), LabelAnnotations(labels, id), LabelGetter),
            new ScoreColumn(Score, new VectorDataViewType(NumberDataViewType.Single, labels.Count), ScoreAnnotationsOf(labels, id), ScoreGetter),
        ];
    }

    // A schema shape cannot be built from outside ML.NET; what one of its own multiclass trainers promises is what this one promises.
    private static SchemaShape Borrowed(MLContext ml, SchemaShape input, string labelColumn)
    {
        var withFeatures = ml.Transforms.CustomMapping<NoColumns, BorrowedFeatures>((_, _) => { }, null).GetOutputSchema(input);
        return ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(labelColumn, nameof(BorrowedFeatures.MLNetDeepBorrowedFeatures)).GetOutputSchema(withFeatures);
    }

    private static Tensor Balance(long[] counts, Device device)
    {
        var present = counts.Count(c => c > 0);
        var rows = counts.Sum();
        var weights = counts.Select(c => c == 0 ? 0f : (float)rows / (present * c)).ToArray();
        return Tensors.OfFloats(weights, weights.Length).to(device);
    }

    private static DataViewSchema.Annotations LabelAnnotations(LabelValues labels, uint id)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddText(ScoreAnnotations.Kind, Kind);
        annotations.AddText(ScoreAnnotations.ValueKind, PredictedLabel);
        labels.AddTo(annotations, ScoreAnnotations.KeyValues);
        annotations.AddSetId(id);
        return annotations.ToAnnotations();
    }

    private static DataViewSchema.Annotations ScoreAnnotationsOf(LabelValues labels, uint id)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddText(ScoreAnnotations.Kind, Kind);
        annotations.AddSetId(id);
        annotations.AddText(ScoreAnnotations.ValueKind, Score);
        labels.AddTo(annotations, ScoreAnnotations.TrainingLabelValues);
        if (labels.ItemType is TextDataViewType) labels.AddTo(annotations, ScoreAnnotations.SlotNames);
        return annotations.ToAnnotations();
    }

    private static ValueGetter<uint> LabelGetter(CurrentScores scores) => (ref uint key) => key = ArgMax(scores()) + 1;

    private static ValueGetter<VBuffer<float>> ScoreGetter(CurrentScores scores) => (ref VBuffer<float> value) =>
    {
        var current = scores();
        var editor = VBufferEditor.Create(ref value, current.Length);
        current.CopyTo(editor.Values);
        value = editor.Commit();
    };

    // Of equal scores the first wins; a row whose scores are not numbers has no class: its key becomes 0, missing.
    private static uint ArgMax(ReadOnlySpan<float> scores)
    {
        var best = uint.MaxValue;
        for (var i = 0; i < scores.Length; i++)
            if (!float.IsNaN(scores[i]) && (best == uint.MaxValue || scores[i] > scores[(int)best])) best = (uint)i;
        return best;
    }

    private sealed class NoColumns
    {
    }

    private sealed class BorrowedFeatures
    {
        [VectorType(1)]
        public float[]? MLNetDeepBorrowedFeatures { get; set; }
    }
}
