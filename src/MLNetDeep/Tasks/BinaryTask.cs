using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// True or false: logistic loss, and the columns of ML.NET's own calibrated binary trainers. The score is the logit, the
/// probability its logistic function. Of a key label the second class is true, as ML.NET's evaluator has it.
/// </summary>
internal sealed class BinaryTask : DeepTask
{
    public const string TaskKey = "binary";

    private const string Kind = "BinaryClassification";

    public override string Key => TaskKey;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn)
    {
        LabelRule.Binary.Check(input, labelColumn);
        return PromisedColumns.Binary(ml, input);
    }

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn)
    {
        if (LabelRule.Binary.Check(schema, labelColumn) == TargetSource.Boolean)
            return LabelValues.Of(BooleanDataViewType.Instance, new[] { false, true });
        var type = (KeyDataViewType)schema[labelColumn].Type;
        return type.Count == 2 ? LabelValues.Read(schema[labelColumn], 2) : throw LabelRule.Binary.Mismatch(labelColumn, ColumnErrors.Describe(type));
    }

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) =>
        new(labelColumn, LabelRule.Binary.Check(schema, labelColumn), 1, 2, IsClass: false);

    public override OutputShape Output(LabelValues labels) => new(1) { Kind = OutputKind.Flags };

    public override MemberPooling Pooling => MemberPooling.Sigmoid;

    public override IObjective Objective(ObjectiveContext context) => new BinaryCrossEntropy("Accuracy", ClassBalance.Weights(context), context.Options.LabelSmoothing);

    public override bool HasProbabilities => true;

    public override Tensor Probabilities(Tensor outputs) => SoftProbabilities.Soften(outputs.sigmoid(), 2);

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels)
    {
        var id = ScoreAnnotations.NextSetId(input);
        return
        [
            new ScoreColumn(ScoreAnnotations.PredictedLabel, BooleanDataViewType.Instance,
                ScoreAnnotations.Of(Kind, ScoreAnnotations.PredictedLabel, id), LabelGetter),
            ScoreColumns.Number(Kind, id),
            new ScoreColumn(ScoreAnnotations.Probability, NumberDataViewType.Single,
                ScoreAnnotations.Of(Kind, ScoreAnnotations.Probability, id, AddNormalized), ProbabilityGetter),
        ];
    }

    private static void AddNormalized(DataViewSchema.Annotations.Builder annotations) =>
        annotations.Add(ScoreAnnotations.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);

    private static ValueGetter<bool> LabelGetter(CurrentScores scores) => (ref bool value) => value = scores()[0] > 0;

    private static ValueGetter<float> ProbabilityGetter(CurrentScores scores) =>
        (ref float value) => value = SoftProbabilities.Soften(1 / (1 + Math.Exp(-(double)scores()[0])));
}
