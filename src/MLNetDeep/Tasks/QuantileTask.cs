using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>Quantiles of a number: a Score with a slot for each, from the lowest up. They never cross, because the network's last stage sorts them.</summary>
internal sealed class QuantileTask(IReadOnlyList<double> quantiles) : DeepTask
{
    public const string TaskKey = "quantile";

    private const string Kind = "QuantileRegression";

    public override string Key => TaskKey;

    // The quantiles of a mixture are not those of the rows in it: they would lie too far apart.
    public override bool MixesTargets => false;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn)
    {
        LabelRule.Target.Check(input, labelColumn);
        return [PromisedColumns.Vector(ml, input)];
    }

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn)
    {
        LabelRule.Target.Check(schema, labelColumn);
        var names = quantiles.Select(q => q.ToString(CultureInfo.InvariantCulture).AsMemory()).ToArray();
        return LabelValues.Of(TextDataViewType.Instance, names);
    }

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) =>
        new(labelColumn, TargetSource.Number, 1, 1, IsClass: false);

    public override OutputStage Stage(LabelValues labels, TargetStatistics? targets)
    {
        if (targets is null) return OutputStage.Neutral(labels.Count, sorts: true);
        float[] scales = new float[labels.Count], shifts = new float[labels.Count];
        Array.Fill(scales, targets.Deviations()[0]);
        Array.Fill(shifts, targets.Means()[0]);
        return new OutputStage(scales, shifts, sorts: true);
    }

    public override IObjective Objective(ObjectiveContext context) => new Pinball(
        Tensors.OfFloats(quantiles.Select(q => (float)q).ToArray(), context.Device, 1, quantiles.Count), context.Deviations[0]);

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) =>
        [ScoreColumns.Vector(Kind, ScoreAnnotations.NextSetId(input), labels)];
}
