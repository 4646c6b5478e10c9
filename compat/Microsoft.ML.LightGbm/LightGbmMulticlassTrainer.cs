using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Gradient boosted trees for several classes, trained together by softmax.</summary>
public sealed class LightGbmMulticlassTrainer
    : LightGbmTrainerBase<
        LightGbmMulticlassTrainer.Options,
        VBuffer<float>,
        MulticlassPredictionTransformer<OneVersusAllModelParameters>,
        OneVersusAllModelParameters>
{
    internal LightGbmMulticlassTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(LightGbmMulticlassTrainer), options, TrainerUtils.MakeU4ScalarColumn(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
    {
        inputSchema.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label);
        return TrainerUtils.MulticlassOutput(label);
    }

    private protected override OneVersusAllModelParameters Train(TrainingRows rows, TrainingView view)
    {
        int classes = view.Label!.Value.Type.GetKeyCountAsInt32(Host);
        // XGBoost wants two classes at least; a second one that no row has does no harm.
        ILookup<int, RegressionTree> trees =
            Boost(rows, "multi:softprob", ("num_class", Math.Max(2, classes))).ToLookup(t => t.Output, t => t.Tree);
        var models = new object[classes];
        for (int i = 0; i < classes; i++)
            models[i] = new LightGbmBinaryModelParameters(Host, new RegressionTreeEnsemble(trees[i], 0), rows.FeatureCount);
        return OneVersusAllModelParameters.CreateSoftmax(Host, models);
    }

    private protected override MulticlassPredictionTransformer<OneVersusAllModelParameters> MakeTransformer(
        OneVersusAllModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : OptionsBase
    {
    }
}
