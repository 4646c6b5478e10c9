using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>A forest for two classes.</summary>
public sealed class FastForestBinaryTrainer
    : RandomForestTrainerBase<
        FastForestBinaryTrainer.Options,
        BinaryPredictionTransformer<FastForestBinaryModelParameters>,
        FastForestBinaryModelParameters>
{
    internal FastForestBinaryTrainer(IHostEnvironment env, Options options)
        : base(env, nameof(FastForestBinaryTrainer), options, TrainerUtils.MakeBoolScalarLabel(options.LabelColumnName))
    {
    }

    private protected override SchemaShape.Column[] GetOutputColumnsCore(SchemaShape inputSchema)
        => TrainerUtils.BinaryOutput(calibrated: false);

    private protected override FastForestBinaryModelParameters Train(TrainingRows rows)
        => new(Host, Bag(rows, label => label > 0 ? 1 : -1), rows.FeatureCount);

    private protected override BinaryPredictionTransformer<FastForestBinaryModelParameters> MakeTransformer(
        FastForestBinaryModelParameters model, DataViewSchema trainSchema)
        => new(Host, model, trainSchema[FeatureColumn.Name].Type, FeatureColumn.Name);

    /// <summary>Options of the trainer.</summary>
    public sealed class Options : FastForestOptionsBase
    {
    }
}
