using Microsoft.ML;

namespace MLNetDeep.AutoML;

/// <summary>What a contender makes its estimator from.</summary>
/// <param name="Context">The ML.NET context, seeded.</param>
/// <param name="Task">The task, which names the label.</param>
/// <param name="Configuration">The hyperparameters, named as in the contender's own space.</param>
/// <param name="Seed">The seed of this fit.</param>
/// <param name="CancellationToken">Asks for an early end: networks keep the best epoch so far.</param>
public sealed record TrialContext(MLContext Context, PredictionTask Task, Configuration Configuration, int Seed, CancellationToken CancellationToken)
{
    /// <summary>Threads to compute on; 0 for all.</summary>
    public int Threads { get; init; }

    /// <summary>Told the reported metric of the task after each epoch or iteration (from 1); null for nobody.</summary>
    public Action<int, double>? OnReport { get; init; }

    /// <summary>The columns to learn from.</summary>
    internal FeatureColumns Features { get; init; } = null!;
}
