namespace MLNetDeep;

/// <summary>The options of trainers that eat pictures.</summary>
public class ImageTrainerOptions : TrainerOptions
{
    /// <summary>
    /// 1 for grey, 3 for colour; 0 finds it out (the default): from the images themselves, or 1 for a numeric vector with a
    /// square length and 3 for one with three times a square. Stated as 1, colour images are turned into grey.
    /// </summary>
    public int Channels { get; set; }

    /// <summary>Rows of pixels; images of another size are resized. 0 finds it out (the default).</summary>
    public int ImageHeight { get; set; }

    /// <summary>Pixels in a row; images of another size are resized. 0 finds it out (the default).</summary>
    public int ImageWidth { get; set; }

    /// <summary>
    /// A safetensors file to start from, with torchvision's or timm's names; the last layer starts anew where the number of
    /// classes differs. Starts from nothing when null (the default).
    /// </summary>
    public string? PretrainedWeights { get; set; }

    /// <summary>
    /// Parts of the network, counted from the picture, that stay as they are: the page of each architecture lists its parts.
    /// Default 0: everything learns.
    /// </summary>
    public int FreezeDepth { get; set; }

    /// <summary>
    /// The learning rate of each part of the network, as a share of that of the part behind it; the head learns at the full rate.
    /// 0.65 to 0.9 keeps what early parts have learnt before. Default 1: all parts learn alike.
    /// </summary>
    public double LayerDecay { get; set; } = 1;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(Channels is 0 or 1 or 3, $"{nameof(Channels)} must be 1, 3, or 0 to find it out, but was {Channels}.");
        faults.AtLeast(nameof(ImageHeight), ImageHeight, 0);
        faults.AtLeast(nameof(ImageWidth), ImageWidth, 0);
        faults.Require(ImageHeight == 0 == (ImageWidth == 0),
            $"{nameof(ImageHeight)} and {nameof(ImageWidth)} must be given together, but were {ImageHeight} and {ImageWidth}.");
        faults.Require(PretrainedWeights is not "", $"{nameof(PretrainedWeights)} must be the path of a file or null, but was empty.");
        faults.AtLeast(nameof(FreezeDepth), FreezeDepth, 0);
        faults.Require(LayerDecay is > 0 and <= 1, $"{nameof(LayerDecay)} must be above 0 and at most 1, but was {LayerDecay}.");
    }
}
