using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of the convolutional network over log-mel frames.</summary>
public sealed class AudioCnnOptions : SoundTrainerOptions
{
    /// <summary>Blocks of two convolutions; bands and frames are halved after each but the last. Default 3.</summary>
    [Range(2, 5, 3)]
    public int Blocks { get; set; } = 3;

    /// <summary>Channels in the first block; each block has twice as many as the one before. Default 16.</summary>
    [Range(8, 48, 16, true)]
    public int BaseChannels { get; set; } = 16;

    /// <summary>The dropout rate before the last layer. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <summary>The peak learning rate of the schedule. Default 0.003.</summary>
    [Range(3e-4, 1e-2, 3e-3, true)]
    public override double LearningRate { get; set; } = 3e-3;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Between(nameof(Blocks), Blocks, 1, 8);
        faults.AtLeast(nameof(BaseChannels), BaseChannels, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}
