namespace MLNetDeep;

/// <summary>Presets of data augmentation, drawn anew for each image in each epoch. Each part can be set by an option of its own.</summary>
public enum AugmentationPreset
{
    /// <summary>No augmentation.</summary>
    None,

    /// <summary>
    /// Random crops of the image padded by an eighth of its side, and random horizontal flips (He et al., Deep Residual Learning, 2016): CropPadding 0.125,
    /// HorizontalFlip.
    /// </summary>
    Light,

    /// <summary>Light, with color jitter and random erasing: Brightness, Contrast and Saturation 0.2, Hue 0.02, Erasing 0.25.</summary>
    Standard,

    /// <summary>Light, with RandAugment and random erasing: RandAugmentOperations 2, RandAugmentMagnitude 9, Erasing 0.25.</summary>
    Strong,
}
