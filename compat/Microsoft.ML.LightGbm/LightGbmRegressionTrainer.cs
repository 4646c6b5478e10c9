using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Gradient boosted trees for a number.</summary>
public sealed class LightGbmRegressionTrainer
    : LightGbmTrainerBase<
        LightGbmRegressionTrainer.Options,
        float,
        RegressionPredictionTransformer<LightGbmRegressionModelParameters>,
        LightGbmRegressionModelParameters>
{
    internal LightGbmRegressionTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(LightGbmRegressionTrainer), options, TrainerUtils.MakeR4ScalarColumn(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.RegressionOutput();

    private protected override LightGbmRegressionModelParameters Train(TrainingRows rows, TrainingView view)
    {
        double mean = rows.Labels.Average(l => (double)l);
        using var matrix = new XGBoostMatrix(rows);
        RegressionTreeEnsemble trees = new TreeBoosting(matrix, GrowthFor(rows)).Boost(
            (double output, float label, out double first, out double second) => (first, second) = (output - label, 1), mean);
        return new LightGbmRegressionModelParameters(Host, trees, rows.FeatureCount);
    }

    private protected override RegressionPredictionTransformer<LightGbmRegressionModelParameters> MakeTransformer(
        LightGbmRegressionModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
    }
}
