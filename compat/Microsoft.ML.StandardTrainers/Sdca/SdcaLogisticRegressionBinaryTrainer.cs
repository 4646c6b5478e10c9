using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of trainers for two classes.</summary>
public abstract class SdcaBinaryTrainerBase<TModelParameters>
    : SdcaTrainerBase<
        SdcaBinaryTrainerBase<TModelParameters>.BinaryOptionsBase,
        BinaryPredictionTransformer<TModelParameters>,
        TModelParameters>
    where TModelParameters : class
{
    private protected SdcaBinaryTrainerBase(IHostEnvironment env, BinaryOptionsBase options)
        : base(env, options, TrainerUtils.MakeBoolScalarLabel(options.LabelColumnName))
    {
    }

    private protected override SdcaProblem MakeProblem(TrainingRows rows, TrainingView view, SdcaSettings settings)
    {
        float ofPositive = SdcaTrainerOptions.PositiveInstanceWeight;
        return new SdcaScalarProblem(
            rows, new LogLoss(), row => rows.Weight(row) * (rows.Label(row) > 0 ? ofPositive : 1), settings);
    }

    private protected override BinaryPredictionTransformer<TModelParameters> MakeTransformer(
        TModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Base of their options.</summary>
    public class BinaryOptionsBase : OptionsBase
    {
        /// <summary>How much more positive rows count than negative ones.</summary>
        public float PositiveInstanceWeight = 1;
    }
}

/// <summary>Logistic regression by stochastic dual coordinate ascent.</summary>
public sealed class SdcaLogisticRegressionBinaryTrainer
    : SdcaBinaryTrainerBase<CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>>
{
    internal SdcaLogisticRegressionBinaryTrainer(IHostEnvironment env, Options options) : base(env, options)
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.BinaryOutput(calibrated: true);

    private protected override CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator> CreatePredictor(
        float[][] weights, float[] biases)
        => new ParameterMixingCalibratedModelParameters<LinearBinaryModelParameters, PlattCalibrator>(
            new LinearBinaryModelParameters(Host, weights[0], biases[0]), new PlattCalibrator(-1, 0));

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : BinaryOptionsBase
    {
    }
}
