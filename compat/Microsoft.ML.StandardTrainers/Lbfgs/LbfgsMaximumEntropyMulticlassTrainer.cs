using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Softmax regression by L-BFGS.</summary>
public sealed class LbfgsMaximumEntropyMulticlassTrainer
    : LbfgsTrainerBase<
        LbfgsMaximumEntropyMulticlassTrainer.Options,
        MulticlassPredictionTransformer<MaximumEntropyModelParameters>,
        MaximumEntropyModelParameters>
{
    internal LbfgsMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env, options, TrainerUtils.MakeU4ScalarColumn(options.LabelColumnName))
    {
    }

    /// <summary>Goes on from a model.</summary>
    public MulticlassPredictionTransformer<MaximumEntropyModelParameters> Fit(
        IDataView trainData, MaximumEntropyModelParameters modelParameters)
        => TrainTransformer(trainData, initialModel: modelParameters);

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label);
        return TrainerUtils.MulticlassOutput(label);
    }

    private protected override int OutputCount(TrainingView view) => view.Label!.Value.Type.GetKeyCountAsInt32(Host);

    private protected override LbfgsObjective MakeObjective(TrainingRows rows, int outputs, double l2, int threads)
        => new MaximumEntropyObjective(rows, outputs, l2, threads);

    private protected override MaximumEntropyModelParameters CreatePredictor(float[][] weights, float[] biases)
        => new(Host, weights, biases);

    private protected override double[] ParametersOf(object model)
    {
        var parameters = (MaximumEntropyModelParameters)model;
        VBuffer<float>[] weights = [];
        parameters.GetWeights(ref weights, out _);
        return [.. parameters.GetBiases().Concat(weights.SelectMany(w => w.DenseValues())).Select(v => (double)v)];
    }

    private protected override MulticlassPredictionTransformer<MaximumEntropyModelParameters> MakeTransformer(
        MaximumEntropyModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
    }
}
