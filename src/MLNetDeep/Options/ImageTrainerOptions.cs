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

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(Channels is 0 or 1 or 3, $"{nameof(Channels)} must be 1, 3, or 0 to find it out, but was {Channels}.");
        faults.AtLeast(nameof(ImageHeight), ImageHeight, 0);
        faults.AtLeast(nameof(ImageWidth), ImageWidth, 0);
        faults.Require(ImageHeight == 0 == (ImageWidth == 0),
            $"{nameof(ImageHeight)} and {nameof(ImageWidth)} must be given together, but were {ImageHeight} and {ImageWidth}.");
    }
}
