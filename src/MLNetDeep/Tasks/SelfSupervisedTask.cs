using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>
/// Learning without labels: the network sets itself a question of each row, and its outputs are the loss of the answer and what is reported beside it. Nothing is scored
/// with it; its weights are for other tasks, and for models that are saved in other ways.
/// </summary>
/// <param name="column">A column of the rows; it is not read as a label.</param>
/// <param name="metrics">The outputs behind the loss; null for one, the share of answers that is right.</param>
internal sealed class SelfSupervisedTask(string column, IReadOnlyList<string>? metrics = null) : DeepTask
{
    public override string Key => "selfsupervised";

    public override bool IsSaved => false;

    public override bool MixesTargets => false;

    private int Outputs => 1 + (metrics?.Count ?? 1);

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn) => [];

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn) => LabelValues.Unknown(Outputs);

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) => new(column, TargetSource.None, 1, 1, IsClass: false);

    public override OutputShape Output(LabelValues labels) => new(Outputs) { Kind = OutputKind.Numbers };

    public override IObjective Objective(ObjectiveContext context) => metrics is null ? OwnLoss.WithAccuracy() : OwnLoss.With(metrics);

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) => [];
}
