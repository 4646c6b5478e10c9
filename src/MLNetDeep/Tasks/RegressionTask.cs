using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>
/// Numbers: a Score of the same form as the label, one number or a vector. The network learns standardised targets; its last
/// stage gives them their units back, and clips them where that is asked for.
/// </summary>
internal sealed class RegressionTask(bool clips = false) : DeepTask
{
    public const string TaskKey = "regression";

    private const string Kind = "Regression", VectorKind = "MultiOutputRegression";

    public override string Key => TaskKey;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn) =>
        LabelRule.Targets.Check(input, labelColumn) == TargetSource.Number ? PromisedColumns.Number(ml, input) : [PromisedColumns.Vector(ml, input)];

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn) =>
        LabelRule.Targets.Check(schema, labelColumn) == TargetSource.Number ? LabelValues.Unknown(1) : LabelValues.OfSlots(schema[labelColumn]);

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) =>
        new(labelColumn, LabelRule.Targets.Check(schema, labelColumn), labels.Count, 1, IsClass: false);

    public override OutputShape Output(LabelValues labels) => new(labels.Count) { Kind = OutputKind.Numbers };

    public override OutputStage Stage(LabelValues labels, TargetStatistics? targets)
    {
        var stage = targets is null ? base.Stage(labels, null) : new OutputStage(targets.Deviations(), targets.Means());
        return !clips ? stage : targets is null ? stage.Clip(new float[labels.Count], new float[labels.Count]) : stage.Clip(targets.Lows(), targets.Highs());
    }

    public override IObjective Objective(ObjectiveContext context)
    {
        var deviations = context.Deviations;
        return new Residuals(context.Options.RegressionLoss, context.Options.HuberDelta,
            Tensors.OfFloats(deviations, context.Device, 1, deviations.Length));
    }

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels)
    {
        var id = ScoreAnnotations.NextSetId(input);
        return [IsScalar(labels) ? ScoreColumns.Number(Kind, id) : ScoreColumns.Vector(VectorKind, id, labels)];
    }

    public override IReadOnlyList<string> Names(LabelValues labels) => IsScalar(labels) ? [] : labels.Names;

    /// <summary>Whether the label is one number; slots of a vector always have names.</summary>
    public static bool IsScalar(LabelValues labels) => labels.ItemType is null;
}
