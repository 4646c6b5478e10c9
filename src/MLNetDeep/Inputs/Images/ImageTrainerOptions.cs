using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of trainers of image networks.</summary>
public class ImageTrainerOptions : TrainerOptions, IFineTuned
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
    /// A safetensors file to start from, with torchvision's or timm's names; the last layer is initialized at random where the number of
    /// classes differs. Weights are initialized at random when null (the default).
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

    /// <summary>How much pictures are changed in training, each time anew; the options below, where set, take the place of its parts. Default None.</summary>
    [Choice(new object[] { AugmentationPreset.None, AugmentationPreset.Light, AugmentationPreset.Standard, AugmentationPreset.Strong }, AugmentationPreset.None)]
    public AugmentationPreset Augmentation { get; set; }

    /// <summary>
    /// The farthest that pictures are moved to each side, as a share of the side: 0.125 is 4 of 32 pixels. 0 moves nothing; null takes
    /// that of <see cref="Augmentation"/> (the default).
    /// </summary>
    public double? CropPadding { get; set; }

    /// <summary>
    /// The smallest share of a picture that is cut out and enlarged to the whole, as 0.5. 1 cuts nothing; null takes that of
    /// <see cref="Augmentation"/> (the default).
    /// </summary>
    public double? CropScale { get; set; }

    /// <summary>Whether half of the pictures are mirrored left to right; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public bool? HorizontalFlip { get; set; }

    /// <summary>Whether half of the pictures are mirrored top to bottom; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public bool? VerticalFlip { get; set; }

    /// <summary>Values are multiplied by up to 1 ± this; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Brightness { get; set; }

    /// <summary>Distances from the mean brightness are multiplied by up to 1 ± this; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Contrast { get; set; }

    /// <summary>Distances from grey are multiplied by up to 1 ± this; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Saturation { get; set; }

    /// <summary>Colours are turned by up to this share of the whole circle to each side, at most 0.5; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Hue { get; set; }

    /// <summary>Operations of RandAugment (Cubuk et al., 2020) for each picture, as 2; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public int? RandAugmentOperations { get; set; }

    /// <summary>The strength of RandAugment's operations, from 0 to 30; null takes that of <see cref="Augmentation"/>, 9 (the default).</summary>
    public int? RandAugmentMagnitude { get; set; }

    /// <summary>
    /// The share of pictures of which a rectangle is overwritten with random values (Zhong et al., Random Erasing, 2020); null takes
    /// that of <see cref="Augmentation"/> (the default).
    /// </summary>
    public double? Erasing { get; set; }

    /// <summary>
    /// Puts a rectangle of another picture into each in training and mixes losses by its area, which is drawn from the beta
    /// distribution with this for both its parameters (Yun et al., CutMix, 2019): 1 as published. With <see cref="TrainerOptions.Mixup"/> as
    /// well, each batch gets one of both. Not for quantiles. 0 mixes nothing (the default).
    /// </summary>
    public double Cutmix { get; set; }

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
        CheckAugmentation(faults);
    }

    internal override IReadOnlyList<string> Mixing => Cutmix > 0 ? [.. base.Mixing, nameof(Cutmix)] : base.Mixing;

    private void CheckAugmentation(OptionFaults faults)
    {
        faults.Defined(nameof(Augmentation), Augmentation);
        faults.Between(nameof(CropPadding), CropPadding ?? 0, 0, 1);
        faults.Require(CropScale is null or (> 0 and <= 1), $"{nameof(CropScale)} must be above 0 and at most 1, but was {CropScale}.");
        faults.Between(nameof(Brightness), Brightness ?? 0, 0, 1);
        faults.Between(nameof(Contrast), Contrast ?? 0, 0, 1);
        faults.Between(nameof(Saturation), Saturation ?? 0, 0, 1);
        faults.Between(nameof(Hue), Hue ?? 0, 0, 0.5);
        faults.AtLeast(nameof(RandAugmentOperations), RandAugmentOperations ?? 0, 0);
        faults.Between(nameof(RandAugmentMagnitude), RandAugmentMagnitude ?? 0, 0, 30);
        faults.Between(nameof(Erasing), Erasing ?? 0, 0, 1);
        faults.Require(Cutmix is >= 0 and < double.PositiveInfinity, $"{nameof(Cutmix)} must be at least 0 and finite, but was {OptionCatalog.Text([Cutmix])}.");
    }
}
