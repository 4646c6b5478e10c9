using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees for an order within groups, by XGBoost's LambdaMART.</summary>
public sealed class FastTreeRankingTrainer
    : BoostingFastTreeTrainerBase<
        FastTreeRankingTrainer.Options,
        RankingPredictionTransformer<FastTreeRankingModelParameters>,
        FastTreeRankingModelParameters>
{
    internal FastTreeRankingTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(FastTreeRankingTrainer), options, TrainerUtils.MakeR4ScalarColumn(options.LabelColumnName))
    {
    }

    private protected override void CheckLabelCompatible(SchemaShape.Column labelCol)
    {
        if (labelCol.Kind != SchemaShape.Column.VectorKind.Scalar
            || !(labelCol.IsKey || labelCol.ItemType.Equals(NumberDataViewType.Single)))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(labelCol), "label", labelCol.Name, "Single or Key", labelCol.GetTypeString());
        }
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.RegressionOutput();

    private protected override FastTreeRankingModelParameters Train(TrainingRows rows)
    {
        BoostedTreeOptions options = FastTreeTrainerOptions;
        using var matrix = new XGBoostMatrix(rows);
        using var xgboost = new XGBoostTrees(matrix,
        [
            ("objective", "rank:ndcg"),
            ("tree_method", "hist"),
            ("grow_policy", "lossguide"),
            ("max_depth", 0),
            ("max_leaves", options.NumberOfLeaves),
            ("eta", options.LearningRate),
            ("nthread", matrix.Threads(options.NumberOfThreads)),
        ]);
        for (int i = 0; i < options.NumberOfTrees; i++)
            xgboost.Update();
        var trees = new RegressionTreeEnsemble(xgboost.ReadAll().Select(t => t.Tree), 0);
        return new FastTreeRankingModelParameters(Host, trees, rows.FeatureCount);
    }

    private protected override RankingPredictionTransformer<FastTreeRankingModelParameters> MakeTransformer(
        FastTreeRankingModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : BoostedTreeOptions
    {
    }
}
