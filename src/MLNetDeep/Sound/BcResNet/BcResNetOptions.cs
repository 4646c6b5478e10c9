using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of broadcasted residual networks.</summary>
public sealed class BcResNetOptions : SoundTrainerOptions
{
    /// <summary>The width τ: channels are multiplied by it. The paper has 1, 1.5, 2, 3, 6 and 8. Default 2.</summary>
    [Range(1.0, 4.0, 2.0, true)]
    public double Tau { get; set; } = 2;

    /// <summary>The number of ranges of bands that are normalized apart (sub-spectral normalization); fewer where they do not divide the bands. Default 5.</summary>
    public int SubBands { get; set; } = 5;

    /// <summary>The dropout rate of whole channels in each block. Default 0.1.</summary>
    [Range(0.0, 0.3, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>The peak learning rate of the schedule. Default 0.003.</summary>
    [Range(3e-4, 1e-2, 3e-3, true)]
    public override double LearningRate { get; set; } = 3e-3;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Between(nameof(Tau), Tau, 0.125, 64);
        faults.AtLeast(nameof(SubBands), SubBands, 1);
        faults.Share(nameof(Dropout), Dropout);
    }
}
