using static TorchSharp.torch;

namespace MLNetDeep.Training;

/// <summary>All that the loop is told: the options, and what was settled from them.</summary>
/// <param name="Options">How to train.</param>
/// <param name="Seed">The seed in use.</param>
/// <param name="Device">Where to compute.</param>
/// <param name="Log">Where to say what happens.</param>
internal sealed record TrainingPlan(TrainerOptions Options, int Seed, Device Device, ITrainingLog Log)
{
    /// <summary>The share of the learning rate that a parameter gets, by its name; fine-tuning gives early layers less.</summary>
    public Func<string, double> RateShare { get; init; } = _ => 1;

    /// <summary>When parts of the network begin to learn; null where all do from the start.</summary>
    public Thawing? Thawing { get; init; }

    /// <summary>The copy of the network that computes gradients in bfloat16; null where the network does it itself.</summary>
    public BFloat16Copy? Copy { get; init; }
}
