using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of NLinear.</summary>
public sealed class NLinearOptions : ForecasterOptions
{
    /// <summary>Starts with 20 epochs, mini-batches of 64 windows and a patience of 4.</summary>
    public NLinearOptions() => (MaxEpochs, BatchSize, Patience) = (20, 64, 4);

    /// <summary>The peak learning rate of the schedule. Default 0.0005.</summary>
    [Range(1e-4, 1e-2, 5e-4, true)]
    public override double LearningRate { get; set; } = 5e-4;

    /// <summary>How each window is normalized. Default LastValue.</summary>
    public override WindowNormalization Normalization { get; set; } = WindowNormalization.LastValue;
}
