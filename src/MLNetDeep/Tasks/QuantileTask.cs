using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Layers;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>Quantiles of a number: a Score with a slot for each, from the lowest up. They never cross, because the network's last stage sorts them.</summary>
internal sealed class QuantileTask(IReadOnlyList<double> quantiles, bool clips = false) : DeepTask
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

    public override OutputShape Output(LabelValues labels) => new(labels.Count) { Kind = OutputKind.Quantiles };

    public override OutputStage Stage(LabelValues labels, TargetStatistics? targets)
    {
        float[] Each(float value) => [.. Enumerable.Repeat(value, labels.Count)];
        var stage = targets is null
            ? OutputStage.Neutral(labels.Count, sorts: true)
            : new OutputStage(Each(targets.Deviations()[0]), Each(targets.Means()[0]), sorts: true);
        return clips ? stage.Clip(Each(targets?.Lows()[0] ?? 0), Each(targets?.Highs()[0] ?? 0)) : stage;
    }

    public override IObjective Objective(ObjectiveContext context) => new Pinball(
        Tensors.OfFloats(quantiles.Select(q => (float)q).ToArray(), context.Device, 1, quantiles.Count), context.Deviations[0]);

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) =>
        [ScoreColumns.Vector(Kind, ScoreAnnotations.NextSetId(input), labels)];
}
