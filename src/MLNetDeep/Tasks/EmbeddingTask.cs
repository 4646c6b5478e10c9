using Microsoft.ML;
using MLNetDeep.Data;
using MLNetDeep.Training;

namespace MLNetDeep.Tasks;

/// <summary>Vectors that describe rows: what a trained network gives in place of scores. No network is trained for it.</summary>
/// <param name="column">The column that is added.</param>
internal sealed class EmbeddingTask(string column) : DeepTask
{
    public override string Key => "embedding";

    /// <summary>The column that is added.</summary>
    public string Column => column;

    public override IEnumerable<SchemaShape.Column> Promise(MLContext ml, SchemaShape input, string labelColumn) => [PromisedColumns.Numbers(ml, input, column)];

    public override LabelValues ReadLabel(DataViewSchema schema, string labelColumn) => throw NoTraining();

    public override TargetSpec Target(DataViewSchema schema, string labelColumn, LabelValues labels) => throw NoTraining();

    public override IObjective Objective(ObjectiveContext context) => throw NoTraining();

    public override IReadOnlyList<ScoreColumn> Columns(DataViewSchema input, LabelValues labels) => [ScoreColumns.Numbers(column, labels.Count)];

    public override IReadOnlyList<string> Names(LabelValues labels) => [];

    private static NotSupportedException NoTraining() => new("Embeddings are those of a network that was trained for another task.");
}
