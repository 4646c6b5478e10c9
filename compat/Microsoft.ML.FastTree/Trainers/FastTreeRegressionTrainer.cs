using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees for a number.</summary>
public sealed class FastTreeRegressionTrainer
    : BoostingFastTreeTrainerBase<
        FastTreeRegressionTrainer.Options,
        RegressionPredictionTransformer<FastTreeRegressionModelParameters>,
        FastTreeRegressionModelParameters>
{
    internal FastTreeRegressionTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(FastTreeRegressionTrainer), options, TrainerUtils.MakeR4ScalarColumn(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.RegressionOutput();

    private protected override FastTreeRegressionModelParameters Train(TrainingRows rows)
    {
        RegressionTreeEnsemble trees = Boost(rows, (double output, float label, out double first, out double second)
            => (first, second) = (output - label, 1));
        return new FastTreeRegressionModelParameters(Host, trees, rows.FeatureCount);
    }

    private protected override RegressionPredictionTransformer<FastTreeRegressionModelParameters> MakeTransformer(
        FastTreeRegressionModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : BoostedTreeOptions
    {
        public Options() => MaximumTreeOutput = double.MaxValue;
    }
}
