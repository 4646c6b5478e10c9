using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Gradient boosted trees for two classes.</summary>
public sealed class LightGbmBinaryTrainer
    : LightGbmTrainerBase<
        LightGbmBinaryTrainer.Options,
        float,
        BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>,
        CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>
{
    internal LightGbmBinaryTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(LightGbmBinaryTrainer), options, TrainerUtils.MakeBoolScalarLabel(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.BinaryOutput(calibrated: true);

    private protected override CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> Train(
        TrainingRows rows, TrainingView view)
    {
        double positives = rows.Labels.Count(l => l > 0), negatives = rows.Count - positives;
        double ofPositive = LightGbmTrainerOptions.UnbalancedSets && positives > 0
            ? negatives / positives
            : LightGbmTrainerOptions.WeightOfPositiveExamples;
        double slope = LightGbmTrainerOptions.Sigmoid;
        using var matrix = new XGBoostMatrix(rows);
        RegressionTreeEnsemble ensemble = new TreeBoosting(matrix, GrowthFor(rows)).Boost(
            LogisticLoss.Of(slope, l => l > 0, ofPositive), LogisticLoss.Prior(slope, rows, l => l > 0));
        return new FeatureWeightsCalibratedModelParameters<LightGbmBinaryModelParameters, PlattCalibrator>(
            new LightGbmBinaryModelParameters(Host, ensemble, rows.FeatureCount), new PlattCalibrator(-slope, 0));
    }

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>>
        MakeTransformer(
            CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Whether both classes should weigh the same in all.</summary>
        public bool UnbalancedSets;

        public double WeightOfPositiveExamples = 1;

        /// <summary>The slope of the sigmoid from score to probability.</summary>
        public double Sigmoid = 0.5;
    }
}
