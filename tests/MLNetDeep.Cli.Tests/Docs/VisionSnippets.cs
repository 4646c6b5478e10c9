using Microsoft.ML;

namespace MLNetDeep.Cli.Tests.Docs;

/// <summary>The code that the pages of image architectures show, compiled.</summary>
internal static class VisionSnippets
{
    public static DeepTrainer Cnn(MLContext ml)
    {
        #region cnn
        var trainer = ml.Deep().MulticlassClassification.Cnn("Label", "Image", new CnnOptions { Blocks = 3, MaxEpochs = 20 });
        #endregion
        return trainer;
    }

    public static DeepTrainer ResNet(MLContext ml)
    {
        #region resnet
        var trainer = ml.Deep().MulticlassClassification.ResNet("Label", "Image", new ResNetOptions { Depth = 50, MaxEpochs = 20 });
        #endregion
        return trainer;
    }

    public static DeepTrainer MobileNetV3(MLContext ml)
    {
        #region mobilenetv3
        var trainer = ml.Deep().MulticlassClassification.MobileNetV3("Label", "Image", new MobileNetV3Options { WidthMultiplier = 0.75 });
        #endregion
        return trainer;
    }

    public static DeepTrainer ConvNeXt(MLContext ml)
    {
        #region convnext
        var trainer = ml.Deep().MulticlassClassification.ConvNeXt("Label", "Image", new ConvNeXtOptions { DropPath = 0.2 });
        #endregion
        return trainer;
    }

    public static DeepTrainer ViT(MLContext ml)
    {
        #region vit
        var trainer = ml.Deep().MulticlassClassification.ViT("Label", "Image", new ViTOptions { Size = ViTSize.Small, DropPath = 0.2 });
        #endregion
        return trainer;
    }

    public static DeepTrainer Augmentation(MLContext ml)
    {
        #region augmentation
        var trainer = ml.Deep().MulticlassClassification.ResNet("Label", "Image", new ResNetOptions
        {
            Augmentation = AugmentationPreset.Standard,
            VerticalFlip = true,
            Erasing = 0,
            Cutmix = 1,
            MaxEpochs = 100,
        });
        #endregion
        return trainer;
    }

    public static DeepTrainer FineTune(MLContext ml)
    {
        #region fine-tune
        var trainer = ml.Deep().MulticlassClassification.ResNet("Label", "Image", new ResNetOptions
        {
            PretrainedWeights = "resnet18.safetensors",
            ImageHeight = 224,
            ImageWidth = 224,
            LearningRate = 2e-4,
            LayerDecay = 0.75,
            FreezeDepth = 1,
        });
        #endregion
        return trainer;
    }
}
