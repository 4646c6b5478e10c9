using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of MobileNetV3 (large).</summary>
public sealed class MobileNetV3Options : ImageTrainerOptions
{
    /// <summary>The number of channels everywhere, as a share of the published network's. Default 1.</summary>
    [Range(0.35, 1.0, 1.0)]
    public double WidthMultiplier { get; set; } = 1;

    /// <summary>
    /// How the first layers look at a picture: Standard (they halve the sides twice), Small (they keep them) or Auto, which is
    /// Small up to 64 pixels. Default Auto.
    /// </summary>
    public ImageStem Stem { get; set; }

    /// <summary>The share of features dropped before the last layer in training. Default 0.2.</summary>
    [Range(0.0, 0.5, 0.2)]
    public double Dropout { get; set; } = 0.2;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Between(nameof(WidthMultiplier), WidthMultiplier, 0.05, 4);
        faults.Defined(nameof(Stem), Stem);
        faults.Share(nameof(Dropout), Dropout);
    }
}
