using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>A trainer over one vector of numbers, which is made of the columns, whatever they hold.</summary>
/// <param name="Key">The name on the command line.</param>
/// <param name="DisplayName">The name in reports.</param>
/// <param name="Space">The hyperparameters that a sweep searches; defaults are ML.NET's own.</param>
/// <param name="Create">Makes the estimator: from the context, the label, the feature column, the configuration, the seed and the number of threads (0 for all).</param>
/// <param name="NeedsScaling">Whether it expects features of like size and without missing values, as linear trainers do.</param>
internal sealed record VectorTrainer(string Key, string DisplayName, SearchSpace Space, ClassicalFactory Create, bool NeedsScaling = false) : ClassicalTrainer(Key, DisplayName, Space)
{
    private const string Features = "MLNetDeep.Vector";

    public override IEstimator<ITransformer> CreatePipeline(TrialContext context)
    {
        MLContext ml = context.Context;
        IEstimator<ITransformer> features = context.Features.Image is null
            ? context.Features.ToVector(ml, Features, NeedsScaling)
            : ImageVector.Create(ml, context.Features.Image, Features);
        // These trainers go through their rows many times: read and encode them once.
        return new EstimatorChain<ITransformer>().Append(features).AppendCacheCheckpoint(ml)
            .Append(Create(ml, context.Task.LabelColumnName, Features, new ConfigurationReader(context.Configuration), context.Seed, context.Threads));
    }
}

/// <summary>Makes a trainer of ML.NET's own.</summary>
internal delegate IEstimator<ITransformer> ClassicalFactory(MLContext ml, string label, string features, ConfigurationReader values, int seed, int threads);
