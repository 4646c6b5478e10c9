namespace MLNetDeep.Inputs.Images;

/// <summary>How pictures are changed: the preset, and what options state otherwise.</summary>
internal sealed record PictureSettings
{
    private const double Eighth = 0.125;

    /// <summary>The farthest that a picture is moved, as a share of its side.</summary>
    public double CropPadding { get; init; }

    /// <summary>The smallest share of a picture that is cut out and enlarged; 1 cuts nothing.</summary>
    public double CropScale { get; init; } = 1;

    public bool HorizontalFlip { get; init; }

    public bool VerticalFlip { get; init; }

    /// <summary>The farthest that a picture is turned, in degrees.</summary>
    public double Rotation { get; init; }

    public double Brightness { get; init; }

    public double Contrast { get; init; }

    public double Saturation { get; init; }

    public double Hue { get; init; }

    /// <summary>The share of colour pictures that lose their colours.</summary>
    public double Grayscale { get; init; }

    /// <summary>The deviation of noise, as a share of what white is.</summary>
    public double Noise { get; init; }

    /// <summary>Operations of RandAugment, one after the other.</summary>
    public int Operations { get; init; }

    /// <summary>Their strength.</summary>
    public int Magnitude { get; init; } = 9;

    /// <summary>The share of pictures with a rectangle erased.</summary>
    public double Erasing { get; init; }

    /// <summary>Whether pictures stay as they are.</summary>
    public bool IsNone => this == new PictureSettings { Magnitude = Magnitude };

    /// <summary>Whether anything is done that needs to know what is black and what is white.</summary>
    public bool NeedsRange => Brightness > 0 || Contrast > 0 || Saturation > 0 || Hue > 0 || Grayscale > 0 || Noise > 0 || Operations > 0 || Erasing > 0;

    /// <summary>What the options ask for.</summary>
    public static PictureSettings Of(ImageTrainerOptions options)
    {
        var preset = Of(options.Augmentation);
        return new PictureSettings
        {
            CropPadding = options.CropPadding ?? preset.CropPadding,
            CropScale = options.CropScale ?? preset.CropScale,
            HorizontalFlip = options.HorizontalFlip ?? preset.HorizontalFlip,
            VerticalFlip = options.VerticalFlip ?? preset.VerticalFlip,
            Rotation = options.Rotation ?? preset.Rotation,
            Grayscale = options.Grayscale ?? preset.Grayscale,
            Noise = options.Noise ?? preset.Noise,
            Brightness = options.Brightness ?? preset.Brightness,
            Contrast = options.Contrast ?? preset.Contrast,
            Saturation = options.Saturation ?? preset.Saturation,
            Hue = options.Hue ?? preset.Hue,
            Operations = options.RandAugmentOperations ?? preset.Operations,
            Magnitude = options.RandAugmentMagnitude ?? preset.Magnitude,
            Erasing = options.Erasing ?? preset.Erasing,
        };
    }

    /// <summary>How views of a picture are made for contrastive learning: as the options ask, or, where they ask for nothing, as suits its size and its channels.</summary>
    public static PictureSettings OfViews(ImageTrainerOptions options, ImageShape shape)
    {
        var asked = Of(options);
        if (!asked.IsNone) return asked;
        // Signs and digits mean another thing when they are mirrored, and small pictures when little of them is left; colours alone tell pictures apart (Chen et al., 2020).
        var side = Math.Min(shape.Height, shape.Width);
        return shape.Channels == 1
            ? new PictureSettings { CropPadding = Eighth, CropScale = side < 24 ? 0.6 : 0.4, Rotation = 15, Brightness = 0.2, Contrast = 0.4, Noise = 0.05 }
            : new PictureSettings { CropScale = side < 24 ? 0.5 : 0.2, HorizontalFlip = true, Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.1, Grayscale = 0.2 };
    }

    private static PictureSettings Of(AugmentationPreset preset)
    {
        var light = new PictureSettings { CropPadding = Eighth, HorizontalFlip = true };
        return preset switch
        {
            AugmentationPreset.Light => light,
            AugmentationPreset.Standard => light with { Brightness = 0.2, Contrast = 0.2, Saturation = 0.2, Hue = 0.02, Erasing = 0.25 },
            AugmentationPreset.Strong => light with { Operations = 2, Erasing = 0.25 },
            _ => new PictureSettings(),
        };
    }
}
