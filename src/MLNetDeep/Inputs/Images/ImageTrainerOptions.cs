using Microsoft.ML.SearchSpace;

namespace MLNetDeep;

/// <summary>The options of trainers of image networks.</summary>
public class ImageTrainerOptions : TrainerOptions, IFineTuned
{
    /// <summary>
    /// The number of channels: 1 for grayscale, 3 for colour; 0 infers it (the default): from the images themselves, or, for a numeric vector, 1 where its
    /// length is a square and 3 where it is three times a square. If set to 1, colour images are converted to grayscale.
    /// </summary>
    public int Channels { get; set; }

    /// <summary>The input height in pixels; images of another size are resized. 0 infers it from the images (the default).</summary>
    public int ImageHeight { get; set; }

    /// <summary>The input width in pixels; images of another size are resized. 0 infers it from the images (the default).</summary>
    public int ImageWidth { get; set; }

    /// <summary>
    /// A safetensors file with pretrained weights, named as in torchvision or timm; the last layer is initialized at random where the number of classes
    /// differs. Null initializes all weights at random (the default).
    /// </summary>
    public string? PretrainedWeights { get; set; }

    /// <summary>
    /// A model that <c>ml.Deep().Model.Save</c> wrote, with one network of this architecture and the same options, such as an encoder pretrained without labels: the network starts from its weights but for the
    /// last layer, and takes images of the same size, standardized in the same way. The file is not needed after training. None by default.
    /// </summary>
    public string? PretrainedEncoder { get; set; }

    /// <summary>How many parts of the network, counted from the input, are frozen: the page of each architecture lists its parts. -1 freezes all but the last. Default 0: all are trained.</summary>
    public int FreezeDepth { get; set; }

    /// <summary>
    /// Layer-wise learning-rate decay: the learning rate of each part of the network as a share of that of the next one; the head has the full rate. 0.65 to
    /// 0.9 preserves more of pretrained early layers. Default 1: the same rate for all.
    /// </summary>
    public double LayerDecay { get; set; } = 1;

    /// <summary>
    /// Gradual unfreezing (Howard and Ruder, Universal Language Model Fine-tuning, 2018): the last layer learns alone at first, and after each so many epochs one more part of the network learns too, from the last to the
    /// first that FreezeDepth lets learn. Default 0: all learn from the first epoch on.
    /// </summary>
    public int UnfreezeEvery { get; set; }

    /// <summary>Data augmentation, drawn anew for each image in each epoch; the options below, where set, override its parts. Default None.</summary>
    [Choice(new object[] { AugmentationPreset.None, AugmentationPreset.Light, AugmentationPreset.Standard, AugmentationPreset.Strong }, AugmentationPreset.None)]
    public AugmentationPreset Augmentation { get; set; }

    /// <summary>
    /// Random crops: the padding on each side, as a share of the side: 0.125 is 4 of 32 pixels. 0 for none; null takes that of <see cref="Augmentation"/> (the
    /// default).
    /// </summary>
    public double? CropPadding { get; set; }

    /// <summary>
    /// Random resized crops: the smallest share of the area that is cropped and resized to the whole, such as 0.5. 1 for none; null takes that of <see
    /// cref="Augmentation"/> (the default).
    /// </summary>
    public double? CropScale { get; set; }

    /// <summary>Whether images are flipped horizontally with a probability of 0.5; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public bool? HorizontalFlip { get; set; }

    /// <summary>Whether images are flipped vertically with a probability of 0.5; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public bool? VerticalFlip { get; set; }

    /// <summary>Random rotations: the angle is drawn from ± this many degrees; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Rotation { get; set; }

    /// <summary>Brightness jitter: the factor is drawn from 1 ± this; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Brightness { get; set; }

    /// <summary>Contrast jitter: the factor is drawn from 1 ± this; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Contrast { get; set; }

    /// <summary>Saturation jitter: the factor is drawn from 1 ± this; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Saturation { get; set; }

    /// <summary>Hue jitter: the shift is drawn from ± this share of the color wheel, at most 0.5; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Hue { get; set; }

    /// <summary>The probability that a colour image is converted to grayscale; null takes that of <see cref="Augmentation"/> (the default).</summary>
    public double? Grayscale { get; set; }

    /// <summary>
    /// Gaussian noise that is added to each value: its standard deviation, as a share of the range from black to white; null takes that of <see cref="Augmentation"/> (the default).
    /// </summary>
    public double? Noise { get; set; }

    /// <summary>
    /// The number of RandAugment operations for each image (Cubuk et al., RandAugment, 2020), such as 2; null takes that of <see cref="Augmentation"/> (the
    /// default).
    /// </summary>
    public int? RandAugmentOperations { get; set; }

    /// <summary>The magnitude of RandAugment operations, from 0 to 30; null takes that of <see cref="Augmentation"/>, 9 (the default).</summary>
    public int? RandAugmentMagnitude { get; set; }

    /// <summary>
    /// Random erasing (Zhong et al., Random Erasing, 2020): the probability that a rectangle of an image is overwritten with random values; null takes that of
    /// <see cref="Augmentation"/> (the default).
    /// </summary>
    public double? Erasing { get; set; }

    /// <summary>
    /// CutMix (Yun et al., CutMix, 2019): the parameter α of the beta distribution from which the area is drawn that is replaced by a rectangle of another
    /// image; labels are mixed in the same proportion. 1 as published. With <see cref="TrainerOptions.Mixup"/> as well, each mini-batch gets one of both. Not
    /// for quantile regression. Default 0: no CutMix.
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
        faults.Require(PretrainedEncoder is not "", $"{nameof(PretrainedEncoder)} must be the path of a file or null, but was empty.");
        faults.Require(PretrainedEncoder is null || PretrainedWeights is null, $"{nameof(PretrainedEncoder)} and {nameof(PretrainedWeights)} exclude each other.");
        FineTuningChecks.Check(this, faults);
        CheckAugmentation(faults);
    }

    /// <summary>How the model was trained to see pixels; null for what the training images tell.</summary>
    internal virtual PixelStandard? Pixels => null;

    internal override IReadOnlyList<string> Mixing => Cutmix > 0 ? [.. base.Mixing, nameof(Cutmix)] : base.Mixing;

    private void CheckAugmentation(OptionFaults faults)
    {
        faults.Defined(nameof(Augmentation), Augmentation);
        faults.Between(nameof(CropPadding), CropPadding ?? 0, 0, 1);
        faults.Require(CropScale is null or (> 0 and <= 1), $"{nameof(CropScale)} must be above 0 and at most 1, but was {CropScale}.");
        faults.Between(nameof(Rotation), Rotation ?? 0, 0, 180);
        faults.Between(nameof(Grayscale), Grayscale ?? 0, 0, 1);
        faults.Between(nameof(Noise), Noise ?? 0, 0, 1);
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
