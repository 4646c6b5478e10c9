using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of residual networks.</summary>
public sealed class ResNetOptions : ImageTrainerOptions
{
    /// <summary>Sets the default of this architecture: a weight decay of 0.05.</summary>
    public ResNetOptions() => WeightDecay = 0.05;

    /// <summary>Layers with weights: 18, 34 or 50. Default 18.</summary>
    [Choice(new object[] { 18, 34, 50 }, 18)]
    public int Depth { get; set; } = 18;

    /// <summary>Channels of the first stage; each of the three others has twice as many as the one before. Default 64, as published.</summary>
    public int BaseChannels { get; set; } = 64;

    /// <summary>
    /// The stem: Standard (a 7 × 7 convolution and max pooling, which downsample by 4), Small (a 3 × 3 convolution that keeps the resolution) or Auto, which is
    /// Small up to 64 pixels. Default Auto.
    /// </summary>
    public ImageStem Stem { get; set; }

    /// <summary>The dropout rate before the last layer. Default 0.</summary>
    [Range(0.0, 0.5, 0.0)]
    public double Dropout { get; set; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(Depth is 18 or 34 or 50, $"{nameof(Depth)} must be 18, 34 or 50, but was {Depth}.");
        faults.AtLeast(nameof(BaseChannels), BaseChannels, 1);
        faults.Defined(nameof(Stem), Stem);
        faults.Share(nameof(Dropout), Dropout);
    }
}
