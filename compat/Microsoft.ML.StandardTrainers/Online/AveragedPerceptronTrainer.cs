using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>The averaged perceptron.</summary>
public sealed class AveragedPerceptronTrainer
    : AveragedLinearTrainer<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters>
{
    private readonly Options _options;

    internal AveragedPerceptronTrainer(IHostEnvironment env, Options options)
        : base(env, "Averaged Perceptron", options, TrainerUtils.MakeBoolScalarLabel(options.LabelColumnName))
        => _options = options;

    private protected override IScalarLoss Loss => _options.LossFunction ?? new HingeLoss();

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.BinaryOutput(calibrated: false);

    private protected override LinearBinaryModelParameters CreatePredictor(float[] weights, float bias)
        => new(Host, weights, bias);

    private protected override BinaryPredictionTransformer<LinearBinaryModelParameters> MakeTransformer(
        LinearBinaryModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : AveragedLinearOptions
    {
        public Options() => NumberOfIterations = 10;

        /// <summary>Null for the hinge loss.</summary>
        public IClassificationLoss? LossFunction { get; set; }
    }
}
