using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Linear regression by gradient steps row by row.</summary>
public sealed class OnlineGradientDescentTrainer
    : AveragedLinearTrainer<RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    private readonly Options _options;

    internal OnlineGradientDescentTrainer(IHostEnvironment env, Options options)
        : base(
            env,
            "Stochastic Gradient Descent (Regression)",
            options,
            TrainerUtils.MakeR4ScalarColumn(options.LabelColumnName))
        => _options = options;

    private protected override IScalarLoss Loss => _options.LossFunction ?? new SquaredLoss();

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.RegressionOutput();

    private protected override LinearRegressionModelParameters CreatePredictor(float[] weights, float bias)
        => new(Host, weights, bias);

    private protected override RegressionPredictionTransformer<LinearRegressionModelParameters> MakeTransformer(
        LinearRegressionModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : AveragedLinearOptions
    {
        public Options()
        {
            LearningRate = 0.1f;
            DecreaseLearningRate = true;
        }

        /// <summary>Null for the squared loss.</summary>
        public IRegressionLoss? LossFunction { get; set; }
    }
}
