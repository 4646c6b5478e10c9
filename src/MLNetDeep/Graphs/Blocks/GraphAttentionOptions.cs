using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of graph networks with attention.</summary>
public abstract class GraphAttentionOptions : GraphNetworkOptions
{
    /// <summary>Starts with the published training: Adam with L2 regularization; 8 heads of 8 numbers each.</summary>
    private protected GraphAttentionOptions() => (HiddenSize, MaxEpochs, Patience, LearningRate, WeightDecay, Optimizer, Schedule, WarmupFraction, GradientClip, Dropout) =
        (64, 300, 100, 0.005, 5e-4, OptimizerKind.Adam, ScheduleKind.Constant, 0, 0, 0.6);

    /// <summary>Attention heads of each layer, which share HiddenSize; it must be a multiple of them. Default 8.</summary>
    [Choice(new object[] { 1, 2, 4, 8 }, 8)]
    public int Heads { get; set; } = 8;

    /// <summary>Dropout rate of the attention that a node pays to each neighbour. Default 0.6.</summary>
    [Range(0.0, 0.8, 0.6)]
    public double AttentionDropout { get; set; } = 0.6;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Heads), Heads, 1);
        faults.Require(Heads < 1 || HiddenSize % Heads == 0, $"{nameof(HiddenSize)} must be a multiple of {nameof(Heads)}, but were {HiddenSize} and {Heads}.");
        faults.Share(nameof(AttentionDropout), AttentionDropout);
    }
}
