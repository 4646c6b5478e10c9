using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of ConvNeXt (tiny).</summary>
public sealed class ConvNeXtOptions : ImageTrainerOptions
{
    /// <summary>Sets the default of this architecture: a weight decay of 0.05.</summary>
    public ConvNeXtOptions() => WeightDecay = 0.05;

    /// <summary>Channels of the first stage; each of the three others has twice as many as the one before. Default 96, as published.</summary>
    public int BaseChannels { get; set; } = 96;

    /// <summary>Blocks of a stage; the third stage has three times as many. Default 3, as published.</summary>
    public int BlocksPerStage { get; set; } = 3;

    /// <summary>
    /// The patch size of the first layer. Published: 4. 0 derives it from the smaller side of the images: 4 from 96 pixels on or where published weights are
    /// loaded, 2 from 24 on, 1 below. Default 0.
    /// </summary>
    public int PatchSize { get; set; }

    /// <summary>
    /// Stochastic depth: the rate at which the last block is dropped in training; the rate of earlier blocks is lower, in proportion to their depth. Default
    /// 0.1.
    /// </summary>
    [Range(0.0, 0.4, 0.1)]
    public double DropPath { get; set; } = 0.1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.AtLeast(nameof(BaseChannels), BaseChannels, 1);
        faults.AtLeast(nameof(BlocksPerStage), BlocksPerStage, 1);
        faults.AtLeast(nameof(PatchSize), PatchSize, 0);
        faults.Share(nameof(DropPath), DropPath);
    }
}
