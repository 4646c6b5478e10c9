using MLNetDeep.Data;

namespace MLNetDeep.Tasks;

/// <summary>What a trainer was told.</summary>
/// <param name="Task">What the network is asked.</param>
/// <param name="Architecture">Its kind.</param>
/// <param name="LabelColumn">The label.</param>
/// <param name="Features">The feature columns.</param>
/// <param name="Options">How to train.</param>
internal sealed record Recipe(DeepTask Task, Architecture Architecture, string LabelColumn, FeatureRequest Features, TrainerOptions Options);
