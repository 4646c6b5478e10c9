using System.Text.Json.Serialization;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Pretraining;

namespace MLNetDeep;

/// <summary>The options of image networks that start from a pretrained ONNX model.</summary>
public sealed class PretrainedImageOptions : ImageTrainerOptions, IFineTuned, INamesModel
{
    /// <summary>Starts with what suits fine-tuning: small learning rates, with warmup, and few epochs; more of them where rows are few.</summary>
    public PretrainedImageOptions() =>
        (MaxEpochs, MinSteps, BatchSize, LearningRate, WarmupFraction, Patience, BestEpochBy, LayerDecay) = (8, 300, 32, 3e-4, 0.1, 3, BestEpochMetric.Error, 0.8);

    /// <summary>The model to start from: resnet18, or the path of an ONNX file of a model of images. Default resnet18.</summary>
    public string Model { get; set; } = PretrainedPackages.ResNet18.Key;

    /// <summary>The tensor of the model that the new last layer stands on. None by default: what its last layer is given, or its first output.</summary>
    public string? CutAt { get; set; }

    /// <summary>How pixels are scaled for the model. Default Auto.</summary>
    public PixelScaling PixelScaling { get; set; }

    /// <summary>The share of numbers that is dropped in training before the last layer. Default 0.1.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>
    /// Restarts: how often the training is done again from other random numbers, over the same rows; the model with the best epoch is kept (Dodge et al., Fine-Tuning Pretrained Language Models, 2020). For small sets,
    /// where trainings come out differently. Default 0.
    /// </summary>
    public int Restarts { get; set; }

    /// <summary>What the file says, once it is read.</summary>
    [JsonInclude]
    internal PretrainedStart? Start { get; set; }

    /// <summary>The weights of the file, until they are in the network.</summary>
    [JsonIgnore]
    internal IReadOnlyDictionary<string, OnnxTensor>? Weights { get; set; }

    PretrainedStart? INamesModel.Start { get => Start; set => Start = value; }

    IReadOnlyDictionary<string, OnnxTensor>? INamesModel.Weights { get => Weights; set => Weights = value; }

    internal override PixelStandard? Pixels => Start is null ? null : PixelScaling switch
    {
        PixelScaling.Auto => Model.Equals(PretrainedPackages.ResNet18.Key, StringComparison.OrdinalIgnoreCase) ? PixelStandard.Cntk : PixelStandard.ImageNet,
        PixelScaling.ImageNet => PixelStandard.ImageNet,
        PixelScaling.Unit => new([0, 0, 0], [255, 255, 255]),
        PixelScaling.Symmetric => new([127.5f, 127.5f, 127.5f], [127.5f, 127.5f, 127.5f]),
        PixelScaling.Bytes => new([0, 0, 0], [1, 1, 1]),
        _ => null,
    };

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(!string.IsNullOrEmpty(Model), $"{nameof(Model)} must be resnet18 or the path of an ONNX file, but was empty.");
        faults.Defined(nameof(PixelScaling), PixelScaling);
        faults.Share(nameof(Dropout), Dropout);
        faults.Require(PretrainedWeights is null, $"{nameof(PretrainedWeights)} must be null: the weights are those of {nameof(Model)}.");
    }
}

/// <summary>How pixels of 0 to 255 are scaled for a pretrained model.</summary>
public enum PixelScaling
{
    /// <summary>As the models of packages were trained; ImageNet for other files.</summary>
    Auto,

    /// <summary>Each channel divided by 255, less the mean of ImageNet, divided by its deviation, as torchvision's and timm's models have it.</summary>
    ImageNet,

    /// <summary>Divided by 255: 0 to 1.</summary>
    Unit,

    /// <summary>Divided by 127.5, less 1: -1 to 1.</summary>
    Symmetric,

    /// <summary>As they are: 0 to 255.</summary>
    Bytes,

    /// <summary>Each channel of mean 0 and deviation 1 over the training images.</summary>
    TrainingSet,
}
