using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Generation;

/// <summary>Learning what rows are like: the outputs of the network are the loss of each row and what is reported beside it.</summary>
/// <param name="column">A column of the rows; it is not read as a label.</param>
/// <param name="metrics">What is reported beside the loss.</param>
internal sealed class GenerativeTask(string column, IReadOnlyList<string> metrics) : DeepTask
{
    public override string Key => "generative";

    public override bool IsSaved => false;

    public override bool MixesTargets => false;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn) => [];

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn) => LabelValues.Unknown(1 + metrics.Count);

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) => new(column, TargetSource.None, 1, 1, IsClass: false);

    public override OutputShape Output(LabelValues labels) => new(1 + metrics.Count) { Kind = OutputKind.Numbers };

    public override IObjective Objective(ObjectiveContext context) => new OwnLoss(metrics);

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) => [];

    private sealed class OwnLoss(IReadOnlyList<string> metrics) : Objective
    {
        public override IReadOnlyList<RowMetric> Metrics { get; } = [.. metrics.Select((name, i) => new RowMetric(name, (outputs, _) => outputs.narrow(1, 1 + i, 1).squeeze(1)))];

        public override Tensor RowLosses(Tensor outputs, Tensor targets) => outputs.narrow(1, 0, 1).squeeze(1);
    }
}
