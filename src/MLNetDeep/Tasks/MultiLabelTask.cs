using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Any number of labels at once: a vector with a flag for each. ML.NET has no such trainer, so the columns follow the nearest:
/// Score is a vector of probabilities, as of many classes, and PredictedLabel a vector of flags, of the kind of the label.
/// </summary>
internal sealed class MultiLabelTask : DeepTask
{
    public const string TaskKey = "multilabel";

    private const string Kind = "MultiLabelClassification";

    public override string Key => TaskKey;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn)
    {
        LabelRule.Labels.Check(input, labelColumn);
        return [PromisedColumns.Flags(ml, input), PromisedColumns.Vector(ml, input)];
    }

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn)
    {
        LabelRule.Labels.Check(schema, labelColumn);
        return LabelValues.OfSlots(schema[labelColumn]);
    }

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) =>
        new(labelColumn, LabelRule.Labels.Check(schema, labelColumn), labels.Count, 1, IsClass: false) { IsFlags = true };

    public override OutputShape Output(LabelValues labels) => new(labels.Count) { Kind = OutputKind.Flags };

    public override MemberPooling Pooling => MemberPooling.Sigmoid;

    public override IObjective Objective(ObjectiveContext context) => new BinaryCrossEntropy("LabelAccuracy");

    public override Tensor Activate(Tensor outputs) => SoftProbabilities.Soften(outputs.sigmoid(), 2);

    public override bool HasProbabilities => true;

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) =>
    [
        new ScoreColumn(ScoreAnnotations.PredictedLabel, new VectorDataViewType(BooleanDataViewType.Instance, labels.Count),
            new DataViewSchema.Annotations.Builder().ToAnnotations(), LabelGetter),
        ScoreColumns.Vector(Kind, ScoreAnnotations.NextSetId(input), labels),
    ];

    private static ValueGetter<VBuffer<bool>> LabelGetter(CurrentScores scores) => (ref VBuffer<bool> value) =>
    {
        var current = scores();
        var editor = VBufferEditor.Create(ref value, current.Length);
        for (var i = 0; i < current.Length; i++) editor.Values[i] = current[i] > 0.5f;
        value = editor.Commit();
    };
}
