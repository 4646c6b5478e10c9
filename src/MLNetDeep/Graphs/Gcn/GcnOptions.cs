namespace MLNetDeep;

/// <summary>The options of graph convolutional networks.</summary>
public sealed class GcnOptions : GraphNetworkOptions
{
    /// <summary>Starts with the published training: Adam with L2 regularization, at most 200 epochs.</summary>
    public GcnOptions() => (MaxEpochs, Patience, LearningRate, WeightDecay, Optimizer, Schedule, WarmupFraction, GradientClip) = (200, 0, 0.01, 5e-4, OptimizerKind.Adam, ScheduleKind.Constant, 0, 0);
}
