using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Logistic regression by L-BFGS.</summary>
public sealed class LbfgsLogisticRegressionBinaryTrainer
    : LbfgsTrainerBase<
        LbfgsLogisticRegressionBinaryTrainer.Options,
        BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>,
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    internal LbfgsLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options)
        : base(env, options, TrainerUtils.MakeBoolScalarLabel(options.LabelColumnName))
    {
    }

    /// <summary>Goes on from a model.</summary>
    public BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>> Fit(
        IDataView trainData, LinearModelParameters modelParameters)
        => TrainTransformer(trainData, initialModel: modelParameters);

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.BinaryOutput(calibrated: true);

    private protected override int OutputCount(TrainingView view) => 1;

    private protected override LbfgsObjective MakeObjective(TrainingRows rows, int outputs, double l2, int threads)
        => new LogisticObjective(rows, l2, threads);

    private protected override CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> CreatePredictor(
        float[][] weights, float[] biases)
        => new ParameterMixingCalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(
            new LinearBinaryModelParameters(Host, weights[0], biases[0]), new PlattCalibrator(-1, 0));

    private protected override double[] ParametersOf(object model) => ((LinearModelParameters)model).ToParameters();

    private protected override BinaryPredictionTransformer<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
        MakeTransformer(
            CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
    }
}

internal static class LinearModelExtensions
{
    /// <summary>The bias, then the weights.</summary>
    public static double[] ToParameters(this LinearModelParameters model) => [model.Bias, .. model.Weights.Select(w => (double)w)];
}
