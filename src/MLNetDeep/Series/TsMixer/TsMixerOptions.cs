using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of TSMixer.</summary>
public sealed class TsMixerOptions : ForecasterOptions
{
    /// <summary>Starts with 10 epochs, mini-batches of 32 windows and a patience of 3.</summary>
    public TsMixerOptions() => (MaxEpochs, BatchSize, Patience) = (10, 32, 3);

    /// <summary>The peak learning rate of the schedule. Default 0.0005.</summary>
    [Range(1e-4, 1e-2, 5e-4, true)]
    public override double LearningRate { get; set; } = 5e-4;

    /// <summary>Mixer layers. Default 2.</summary>
    [Range(1, 8, 2)]
    public int Layers { get; set; } = 2;

    /// <summary>The hidden size of the mixing of columns. Default 64.</summary>
    [Range(8, 256, 64, true)]
    public int HiddenWidth { get; set; } = 64;

    /// <summary>The dropout rate. Default 0.7.</summary>
    [Range(0.0, 0.9, 0.7)]
    public double Dropout { get; set; } = 0.7;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(Layers), Layers, 1);
        faults.AtLeast(nameof(HiddenWidth), HiddenWidth, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}
