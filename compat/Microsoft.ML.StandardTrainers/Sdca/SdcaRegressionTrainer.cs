using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Linear regression by stochastic dual coordinate ascent.</summary>
public sealed class SdcaRegressionTrainer
    : SdcaTrainerBase<
        SdcaRegressionTrainer.Options,
        RegressionPredictionTransformer<LinearRegressionModelParameters>,
        LinearRegressionModelParameters>
{
    internal SdcaRegressionTrainer(IHostEnvironment env, Options options)
        : base(env, options, TrainerUtils.MakeR4ScalarColumn(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.RegressionOutput();

    private protected override SdcaProblem MakeProblem(TrainingRows rows, TrainingView view, SdcaSettings settings)
        => new SdcaScalarProblem(rows, SdcaTrainerOptions.LossFunction ?? new SquaredLoss(), rows.Weight, settings);

    private protected override float DefaultL2(int iterations, int rows) => rows switch
    {
        < 200 => 1e-2f,
        <= 10000 => 1e-3f,
        _ => 1e-4f,
    };

    private protected override LinearRegressionModelParameters CreatePredictor(float[][] weights, float[] biases)
        => new(Host, weights[0], biases[0]);

    private protected override RegressionPredictionTransformer<LinearRegressionModelParameters> MakeTransformer(
        LinearRegressionModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
        public Options()
        {
            ConvergenceTolerance = 0.01f;
            BiasLearningRate = 1;
        }

        /// <summary>Null for the squared one.</summary>
        public ISupportSdcaRegressionLoss? LossFunction { get; set; }
    }
}
