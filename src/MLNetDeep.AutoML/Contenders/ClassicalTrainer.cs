using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>A trainer that is no network: its search space, and how a configuration of it makes the estimator of a trial. Its models are made of ML.NET's own transformers.</summary>
/// <param name="Key">The name on the command line.</param>
/// <param name="DisplayName">The name in reports.</param>
/// <param name="Space">The hyperparameters that a sweep searches.</param>
internal abstract record ClassicalTrainer(string Key, string DisplayName, SearchSpace Space)
{
    /// <summary>Whether it learns from one column of text, and from nothing else.</summary>
    public virtual bool IsForTextOnly => false;

    /// <summary>Makes the estimator of a trial, from the columns as they are to a prediction.</summary>
    public abstract IEstimator<ITransformer> CreatePipeline(TrialContext context);
}
