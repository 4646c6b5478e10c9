using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of MobileNetV3 (large).</summary>
public sealed class MobileNetV3Options : ImageTrainerOptions
{
    /// <summary>The width multiplier: the number of channels of all layers, as a share of the published network's. Default 1.</summary>
    [Range(0.35, 1.0, 1.0)]
    public double WidthMultiplier { get; set; } = 1;

    /// <summary>The stem: Standard (downsamples by 4), Small (keeps the resolution) or Auto, which is Small up to 64 pixels. Default Auto.</summary>
    public ImageStem Stem { get; set; }

    /// <summary>The dropout rate before the last layer. Default 0.2.</summary>
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
