using MLNetDeep.Inputs.Images;

namespace MLNetDeep.Tests.Vision;

/// <summary>What is wrong with the options of image networks is said all at once.</summary>
[TestClass]
public sealed class ImageOptionTests
{
    [TestMethod]
    public void Faults_of_residual_networks() => Refused(
        new ResNetOptions { Depth = 20, BaseChannels = 0, Dropout = 1, FreezeDepth = -2, LayerDecay = 0 },
        "ResNetOptions: FreezeDepth must be at least -1, but was -2. LayerDecay must be above 0 and at most 1, but was 0. "
        + "Depth must be 18, 34 or 50, but was 20. BaseChannels must be at least 1, but was 0. Dropout must be at least 0 and below 1, but was 1.");

    [TestMethod]
    public void Faults_of_MobileNetV3() => Refused(
        new MobileNetV3Options { WidthMultiplier = 0, PretrainedWeights = "" },
        "MobileNetV3Options: PretrainedWeights must be the path of a file or null, but was empty. WidthMultiplier must be between 0.05 and 4, but was 0.");

    [TestMethod]
    public void Faults_of_ConvNeXt() => Refused(
        new ConvNeXtOptions { BlocksPerStage = 0, PatchSize = -1, DropPath = 2 },
        "ConvNeXtOptions: BlocksPerStage must be at least 1, but was 0. PatchSize must be at least 0, but was -1. DropPath must be at least 0 and below 1, but was 2.");

    [TestMethod]
    public void Faults_of_vision_transformers() => Refused(
        new ViTOptions { Width = 100, Layers = -1 },
        "ViTOptions: Layers must be at least 0, but was -1. Heads must divide Width, but were 3 and 100.");

    [TestMethod]
    public void Faults_of_augmentation() => Refused(
        new CnnOptions { Mixup = -1, Augmentation = (AugmentationPreset)9, CropPadding = 2, CropScale = 0, Hue = 0.6, RandAugmentMagnitude = 31, Erasing = -1, Cutmix = double.NaN },
        "CnnOptions: Mixup must be at least 0 and finite, but was -1. Augmentation must be one of None, Light, Standard, Strong, but was 9. "
        + "CropPadding must be between 0 and 1, but was 2. CropScale must be above 0 and at most 1, but was 0. Hue must be between 0 and 0.5, but was 0.6. "
        + "RandAugmentMagnitude must be between 0 and 30, but was 31. Erasing must be between 0 and 1, but was -1. Cutmix must be at least 0 and finite, but was NaN.");

    [TestMethod]
    public void Options_take_the_place_of_what_the_preset_says()
    {
        var options = new CnnOptions();
        Assert.IsTrue(PictureSettings.Of(options).IsNone);
        OptionCatalog.Set(options, "Augmentation", "strong");
        OptionCatalog.Set(options, "HorizontalFlip", "false");
        OptionCatalog.Set(options, "Hue", "0.1");
        OptionCatalog.Set(options, "RandAugmentOperations", "3");
        Assert.AreEqual(new PictureSettings { CropPadding = 0.125, Hue = 0.1, Operations = 3, Magnitude = 9, Erasing = 0.25 }, PictureSettings.Of(options));
        OptionCatalog.Set(options, "HorizontalFlip", "");
        Assert.IsTrue(PictureSettings.Of(options).HorizontalFlip);
    }

    [TestMethod]
    public void Patches_larger_than_the_picture_are_refused()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(
            () => Networks.Build(new ConvNeXtOptions { BaseChannels = 4, PatchSize = 9 }, new ImageShape(1, 8, 20), 2));
        Assert.AreEqual("PatchSize must be at most the smaller side of the pictures, 8, but was 9.", fault.Message);
    }

    private static void Refused(TrainerOptions options, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(options.Validate).Message);
}
