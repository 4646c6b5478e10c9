namespace MLNetDeep;

/// <summary>How much pictures are changed each time they are met in training. Each part can be stated by an option of its own.</summary>
public enum AugmentationPreset
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// Moved by up to an eighth of their side and mirrored left to right (He et al., Deep Residual Learning, 2016):
    /// CropPadding 0.125, HorizontalFlip.
    /// </summary>
    Light,

    /// <summary>Light, with other colours and a rectangle erased: Brightness, Contrast and Saturation 0.2, Hue 0.02, Erasing 0.25.</summary>
    Standard,

    /// <summary>Light, with RandAugment and a rectangle erased: RandAugmentOperations 2, RandAugmentMagnitude 9, Erasing 0.25.</summary>
    Strong,
}
