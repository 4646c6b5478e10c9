using System.Text.Json.Serialization;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Pretraining;

namespace MLNetDeep;

/// <summary>The options of networks that start from a pretrained ONNX model of numbers [rows, width]: it takes a vector column of that width as it is, scaled as it was trained with.</summary>
public sealed class PretrainedNumbersOptions : TrainerOptions, IFineTuned, INamesModel
{
    /// <summary>Starts with what suits fine-tuning: small learning rates, with warmup, and few epochs; more of them where rows are few.</summary>
    public PretrainedNumbersOptions() => (MaxEpochs, MinSteps, BatchSize, LearningRate, WarmupFraction, Patience, BestEpochBy) = (20, 500, 64, 5e-4, 0.1, 5, BestEpochMetric.Error);

    /// <summary>The model to start from: the path of an ONNX file.</summary>
    public string Model { get; set; } = "";

    /// <summary>The tensor of the model that the new last layer stands on. None by default: what its last layer is given, or its first output.</summary>
    public string? CutAt { get; set; }

    /// <summary>The share of numbers that is dropped in training before the last layer. Default 0.1.</summary>
    public double Dropout { get; set; } = 0.1;

    /// <summary>How many parts of the model, counted from its input, are frozen. -1 freezes all but the new last layer. Default 0: all are trained.</summary>
    public int FreezeDepth { get; set; }

    /// <summary>Layer-wise learning-rate decay: the learning rate of each part of the model as a share of that of the next one; the new last layer has the full rate. Default 0.8.</summary>
    public double LayerDecay { get; set; } = 0.8;

    /// <summary>
    /// Gradual unfreezing (Howard and Ruder, Universal Language Model Fine-tuning, 2018): the last layer learns alone at first, and after each so many epochs one more part of the model learns too, from the last to the
    /// first that FreezeDepth lets learn. Default 0: all learn from the first epoch on.
    /// </summary>
    public int UnfreezeEvery { get; set; }

    /// <summary>
    /// Restarts: how often the training is done again from other random numbers, over the same rows; the model with the best epoch is kept (Dodge et al., Fine-Tuning Pretrained Language Models, 2020). For small sets,
    /// where trainings come out differently. Default 0.
    /// </summary>
    public int Restarts { get; set; }

    string? IFineTuned.PretrainedWeights => null;

    /// <summary>What the file says, once it is read.</summary>
    [JsonInclude]
    internal PretrainedStart? Start { get; set; }

    /// <summary>The weights of the file, until they are in the network.</summary>
    [JsonIgnore]
    internal IReadOnlyDictionary<string, OnnxTensor>? Weights { get; set; }

    PretrainedStart? INamesModel.Start { get => Start; set => Start = value; }

    IReadOnlyDictionary<string, OnnxTensor>? INamesModel.Weights { get => Weights; set => Weights = value; }

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(!string.IsNullOrEmpty(Model), $"{nameof(Model)} must be the path of an ONNX file, but was empty.");
        faults.Share(nameof(Dropout), Dropout);
        FineTuningChecks.Check(this, faults);
    }
}
