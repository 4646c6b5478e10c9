using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>A trainer of ML.NET's own: its search space, and how a configuration of it makes an estimator over one vector of numbers.</summary>
/// <param name="Key">The name on the command line.</param>
/// <param name="DisplayName">The name in reports.</param>
/// <param name="Space">The hyperparameters that a sweep searches; defaults are ML.NET's own.</param>
/// <param name="Create">Makes the estimator: from the context, the label, the feature column, the configuration, the seed and the number of threads (0 for all).</param>
/// <param name="NeedsScaling">Whether it expects features of like size and without missing values, as linear trainers do.</param>
internal sealed record ClassicalTrainer(string Key, string DisplayName, SearchSpace Space, ClassicalFactory Create, bool NeedsScaling = false);

/// <summary>Makes a trainer of ML.NET's own.</summary>
internal delegate IEstimator<ITransformer> ClassicalFactory(MLContext ml, string label, string features, ConfigurationReader values, int seed, int threads);
