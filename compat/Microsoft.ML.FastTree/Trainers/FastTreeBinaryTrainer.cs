using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Boosted trees for two classes.</summary>
public sealed class FastTreeBinaryTrainer
    : BoostingFastTreeTrainerBase<
        FastTreeBinaryTrainer.Options,
        BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>,
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>
{
    internal FastTreeBinaryTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(FastTreeBinaryTrainer), options, TrainerUtils.MakeBoolScalarLabel(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.BinaryOutput(calibrated: true);

    private protected override CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> Train(
        TrainingRows rows)
    {
        // The slope of the sigmoid belongs to the loss; it is bound to the learning rate, as in the original.
        double slope = 2 * FastTreeTrainerOptions.LearningRate;
        double positives = rows.Labels.Count(l => l > 0), negatives = rows.Count - positives;
        double ofPositive = FastTreeTrainerOptions.UnbalancedSets && positives > 0 ? negatives / positives : 1;
        RegressionTreeEnsemble trees = Boost(rows, Derivatives);
        return new FeatureWeightsCalibratedModelParameters<FastTreeBinaryModelParameters, PlattCalibrator>(
            new FastTreeBinaryModelParameters(Host, trees, rows.FeatureCount), new PlattCalibrator(-slope, 0));

        void Derivatives(double output, float label, out double first, out double second)
        {
            double p = MathUtils.Sigmoid(slope * output), weight = label > 0 ? ofPositive : 1;
            first = weight * slope * (p - (label > 0 ? 1 : 0));
            second = weight * slope * slope * p * (1 - p);
        }
    }

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>>
        MakeTransformer(
            CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : BoostedTreeOptions
    {
        /// <summary>Whether both classes should weigh the same in all.</summary>
        public bool UnbalancedSets;
    }
}
