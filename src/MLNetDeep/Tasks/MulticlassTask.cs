using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>One of several classes: cross-entropy, softmax, and the columns of ML.NET's own multiclass trainers.</summary>
internal sealed class MulticlassTask : DeepTask
{
    public const string TaskKey = "multiclass";

    private const string Kind = "MulticlassClassification";

    public override string Key => TaskKey;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn)
    {
        LabelRule.Key.Check(input, labelColumn);
        return PromisedColumns.Multiclass(ml, input, labelColumn);
    }

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn)
    {
        LabelRule.Key.Check(schema, labelColumn);
        var type = (KeyDataViewType)schema[labelColumn].Type;
        if (type.Count > int.MaxValue) throw ColumnErrors.Mismatch("label", labelColumn, "a key with a stated number of classes", ColumnErrors.Describe(type));
        return LabelValues.Read(schema[labelColumn], (int)type.Count);
    }

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) =>
        new(labelColumn, TargetSource.Key, 1, labels.Count, IsClass: true);

    public override MemberPooling Pooling => MemberPooling.Softmax;

    public override IObjective Objective(ObjectiveContext context) => new CrossEntropy(ClassBalance.Weights(context), context.Options.LabelSmoothing);

    public override Tensor Activate(Tensor outputs) => SoftProbabilities.Soften(outputs.softmax(1), (int)outputs.shape[1]);

    public override bool HasProbabilities => true;

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels)
    {
        var id = ScoreAnnotations.NextSetId(input);
        var annotations = ScoreAnnotations.Of(Kind, ScoreAnnotations.PredictedLabel, id, a => labels.AddTo(a, ScoreAnnotations.KeyValues));
        return
        [
            new ScoreColumn(ScoreAnnotations.PredictedLabel, new KeyDataViewType(typeof(uint), labels.Count), annotations, LabelGetter),
            ScoreColumns.Vector(Kind, id, labels),
        ];
    }

    private static ValueGetter<uint> LabelGetter(CurrentScores scores) => (ref uint key) => key = ArgMax(scores()) + 1;

    // Of equal scores the first wins; a row whose scores are not numbers has no class: its key becomes 0, missing.
    private static uint ArgMax(ReadOnlySpan<float> scores)
    {
        var best = uint.MaxValue;
        for (var i = 0; i < scores.Length; i++)
            if (!float.IsNaN(scores[i]) && (best == uint.MaxValue || scores[i] > scores[(int)best])) best = (uint)i;
        return best;
    }
}
