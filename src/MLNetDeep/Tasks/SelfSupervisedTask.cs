using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tasks;

/// <summary>
/// Learning without labels: the network sets itself a question of each row, and its outputs are the loss of the answer and the share of it that is right. Nothing is scored
/// with it; its weights are for other tasks.
/// </summary>
/// <param name="column">A column of the rows; it is not read as a label.</param>
internal sealed class SelfSupervisedTask(string column) : DeepTask
{
    // The loss, and the share of what is right.
    private const int Outputs = 2;

    public override string Key => "selfsupervised";

    public override bool IsSaved => false;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn) => [];

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn) => LabelValues.Unknown(Outputs);

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) => new(column, TargetSource.None, 1, 1, IsClass: false);

    public override OutputShape Output(LabelValues labels) => new(Outputs) { Kind = OutputKind.Numbers };

    public override IObjective Objective(ObjectiveContext context) => new OwnLoss();

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) => [];

    private sealed class OwnLoss : Objective
    {
        public override IReadOnlyList<RowMetric> Metrics { get; } = [new RowMetric("Accuracy", (outputs, _) => outputs.narrow(1, 1, 1).squeeze(1)) { IsShareOfRight = true }];

        public override Tensor RowLosses(Tensor outputs, Tensor targets) => outputs.narrow(1, 0, 1).squeeze(1);
    }
}
