using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>Base of tree trainers.</summary>
public abstract class FastTreeTrainerBase<TOptions, TTransformer, TModel>
    : TrainerEstimatorBaseWithGroupId<TTransformer, TModel>
    where TOptions : TreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private static readonly TrainerInfo s_info = new(normalization: false, calibration: false, caching: false);

    private protected readonly TOptions FastTreeTrainerOptions;

    private protected FastTreeTrainerBase(IHostEnvironment env, string name, TOptions options, SchemaShape.Column label)
        : base(
            env.Register(name),
            TrainerUtils.MakeR4VecFeature(options.FeatureColumnName),
            label,
            TrainerUtils.MakeR4ScalarWeightColumn(options.ExampleWeightColumnName),
            TrainerUtils.MakeU4ScalarColumn(options.RowGroupColumnName))
    {
        options.Check(Host);
        FastTreeTrainerOptions = options;
    }

    public override TrainerInfo Info => s_info;

    private protected sealed override TModel TrainModelCore(TrainContext context)
    {
        TrainingRows rows = TrainingRows.Read(context.TrainingSet);
        context.Channel.Check(rows.Count > 0, "All instances skipped due to missing features.");
        if (rows.Skipped > 0)
            context.Channel.Warning($"Skipped {rows.Skipped} instances with missing features during training");
        return Train(rows);
    }

    private protected abstract TModel Train(TrainingRows rows);
}

/// <summary>Base of trainers of boosted trees.</summary>
public abstract class BoostingFastTreeTrainerBase<TOptions, TTransformer, TModel>
    : FastTreeTrainerBase<TOptions, TTransformer, TModel>
    where TOptions : BoostedTreeOptions, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected BoostingFastTreeTrainerBase(
        IHostEnvironment env, string name, TOptions options, SchemaShape.Column label)
        : base(env, name, options, label)
    {
    }

    private protected RegressionTreeEnsemble Boost(TrainingRows rows, LossDerivatives loss)
    {
        using var matrix = new XGBoostMatrix(rows);
        return new TreeBoosting(matrix, FastTreeTrainerOptions.Growth).Boost(loss);
    }
}

/// <summary>Base of trainers of forests.</summary>
public abstract class RandomForestTrainerBase<TOptions, TTransformer, TModel>
    : FastTreeTrainerBase<TOptions, TTransformer, TModel>
    where TOptions : FastForestOptionsBase, new()
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected RandomForestTrainerBase(IHostEnvironment env, string name, TOptions options, SchemaShape.Column label)
        : base(env, name, options, label)
    {
    }

    private protected QuantileRegressionTreeEnsemble Bag(TrainingRows rows, Func<float, double> target)
    {
        using var matrix = new XGBoostMatrix(rows);
        return QuantileRegressionTreeEnsemble.Of(new TreeBoosting(matrix, FastTreeTrainerOptions.Growth).Bag(
            target, FastTreeTrainerOptions.BaggingExampleFraction, new Random(FastTreeTrainerOptions.Seed)));
    }
}
