using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of NLinear.</summary>
public sealed class NLinearOptions : ForecasterOptions
{
    /// <summary>Starts with 20 epochs, mini-batches of 64 windows, a patience of 4 and averaged weights: those of single steps follow the noise of single batches.</summary>
    public NLinearOptions() => (MaxEpochs, BatchSize, Patience, EmaDecay) = (20, 64, 4, 0.995);

    /// <summary>The peak learning rate of the schedule. Default 0.001.</summary>
    [Range(1e-4, 1e-2, 1e-3, true)]
    public override double LearningRate { get; set; } = 1e-3;

    /// <summary>How each window is normalized. Default LastValue.</summary>
    public override WindowNormalization Normalization { get; set; } = WindowNormalization.LastValue;
}
