using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetDeep.AutoML;

/// <summary>Makes the estimator of a trainer of ML.NET's own for a trial.</summary>
internal static class ClassicalPipeline
{
    private const string Features = "MLNetDeep.Vector";

    public static IEstimator<ITransformer> Create(ClassicalTrainer trainer, TrialContext context)
    {
        MLContext ml = context.Context;
        IEstimator<ITransformer> features = context.Features.Image is null
            ? context.Features.ToVector(ml, Features, trainer.NeedsScaling)
            : ImageVector.Create(ml, context.Features.Image, Features);
        // These trainers go through their rows many times: read and encode them once.
        return new EstimatorChain<ITransformer>().Append(features).AppendCacheCheckpoint(ml)
            .Append(trainer.Create(ml, context.Task.LabelColumnName, Features, new ConfigurationReader(context.Configuration), context.Seed, context.Threads));
    }
}
