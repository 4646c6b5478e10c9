using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Base of trainers for several classes.</summary>
public abstract class SdcaMulticlassTrainerBase<TModel>
    : SdcaTrainerBase<SdcaMulticlassTrainerBase<TModel>.MulticlassOptions, MulticlassPredictionTransformer<TModel>, TModel>
    where TModel : class
{
    internal SdcaMulticlassTrainerBase(IHostEnvironment env, MulticlassOptions options)
        : base(env, options, TrainerUtils.MakeU4ScalarColumn(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label);
        return TrainerUtils.MulticlassOutput(label);
    }

    private protected override SdcaProblem MakeProblem(TrainingRows rows, TrainingView view, SdcaSettings settings)
        => new SdcaMulticlassProblem(rows, view.Label!.Value.Type.GetKeyCountAsInt32(Host), new LogLoss(), settings);

    private protected override MulticlassPredictionTransformer<TModel> MakeTransformer(TModel model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    /// <summary>Base of their options.</summary>
    public class MulticlassOptions : OptionsBase
    {
    }
}

/// <summary>Softmax regression by stochastic dual coordinate ascent.</summary>
public sealed class SdcaMaximumEntropyMulticlassTrainer : SdcaMulticlassTrainerBase<MaximumEntropyModelParameters>
{
    internal SdcaMaximumEntropyMulticlassTrainer(IHostEnvironment env, Options options) : base(env, options)
    {
    }

    private protected override MaximumEntropyModelParameters CreatePredictor(float[][] weights, float[] biases)
        => new(Host, weights, biases);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : MulticlassOptions
    {
    }
}
