using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of APPNP networks.</summary>
public sealed class AppnpOptions : GraphNetworkOptions
{
    /// <summary>Starts with the published network and training: Adam with L2 regularization, ten steps of propagation.</summary>
    public AppnpOptions() => (MaxEpochs, Patience, LearningRate, WeightDecay, Optimizer, Schedule, WarmupFraction, GradientClip, EdgeDropout) =
        (300, 100, 0.01, 5e-4, OptimizerKind.Adam, ScheduleKind.Constant, 0, 0, 0.5);

    /// <summary>Steps of the propagation. Published: 10. Default 10.</summary>
    [Range(2, 20, 10)]
    public int Steps { get; set; } = 10;

    /// <summary>α: the share of a node's own outputs in each step (teleport probability). Published: 0.1. Default 0.1.</summary>
    [Range(0.05, 0.5, 0.1)]
    public double Teleport { get; set; } = 0.1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Steps), Steps, 1);
        faults.Require(Teleport is > 0 and <= 1, FormattableString.Invariant($"{nameof(Teleport)} must be above 0 and at most 1, but was {Teleport}."));
    }
}
