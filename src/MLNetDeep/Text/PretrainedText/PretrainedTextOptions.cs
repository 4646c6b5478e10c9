using System.Text.Json.Serialization;
using Microsoft.ML.SearchSpace;
using MLNetDeep.Onnx.Graph;
using MLNetDeep.Pretraining;

namespace MLNetDeep;

/// <summary>The options of networks for texts that start from a pretrained model.</summary>
public sealed class PretrainedTextOptions : TextTrainerOptions, IFineTuned, INamesModel
{
    /// <summary>
    /// Starts with what suits fine-tuning (Devlin et al., BERT, 2019; Mosbach et al., On the Stability of Fine-tuning BERT, 2021): small learning rates, with warmup, and few epochs; more of them where rows are few.
    /// </summary>
    public PretrainedTextOptions()
    {
        (MaxEpochs, BatchSize, LearningRate, WarmupFraction, WeightDecay, GradientClip) = (4, 32, 5e-5, 0.1, 0.01, 1);
        (MinSteps, Patience, BestEpochBy, MaxTokens, WordDropout, LogCountRatios) = (300, 2, BestEpochMetric.Error, 128, 0, LogCountRatios.None);
    }

    /// <summary>The model to start from: minilm, arcticxs, the path of an ONNX file of a model of texts, or that of a folder with config.json and model.safetensors (BERT, RoBERTa, XLM-RoBERTa, CamemBERT, DistilBERT, MiniLM,
    /// ModernBERT); its tokenizer lies beside it, or TokenizerFile names it. Default minilm.</summary>
    public string Model { get; set; } = PretrainedPackages.MiniLM.Key;

    /// <summary>
    /// The tensor of the model that the new last layer stands on. None by default: what its last layer is given, or its first output, such as the hidden states of tokens.
    /// </summary>
    public string? CutAt { get; set; }

    /// <summary>What the hidden states of tokens become for a whole text. Default Mean.</summary>
    [Choice(new object[] { TokenPooling.Mean, TokenPooling.First }, TokenPooling.Mean)]
    public TokenPooling Pooling { get; set; }

    /// <summary>The share of numbers that is dropped in training: of what layers add, of attention, and before the last layer. Default 0.1.</summary>
    [Range(0.0, 0.3, 0.1)]
    public double Dropout { get; set; } = 0.1;

    /// <summary>How many parts of the model, counted from its input, are frozen: the embeddings, then each layer. -1 freezes all but the new last layer. Default 0: all are trained.</summary>
    public int FreezeDepth { get; set; }

    /// <summary>
    /// Layer-wise learning-rate decay: the learning rate of each part of the model as a share of that of the next one; the new last layer has the full rate (Howard and Ruder, Universal
    /// Language Model Fine-tuning, 2018). Default 1: the same rate for all.
    /// </summary>
    [Range(0.7, 1.0, 1.0)]
    public double LayerDecay { get; set; } = 1;

    /// <summary>
    /// Gradual unfreezing (Howard and Ruder, Universal Language Model Fine-tuning, 2018): the last layer learns alone at first, and after each so many epochs one more part of the model learns too, from the last to the
    /// first that FreezeDepth lets learn. Default 0: all learn from the first epoch on.
    /// </summary>
    public int UnfreezeEvery { get; set; }

    /// <summary>
    /// How many of the last parts of the model start anew from random weights, as its last layers may know too much of what it was pretrained for (Zhang et al., Revisiting Few-sample BERT Fine-tuning, 2021). Default 0.
    /// </summary>
    public int ReinitializeParts { get; set; }

    /// <summary>
    /// Restarts: how often the training is done again from other random numbers, over the same rows; the model with the best epoch is kept (Dodge et al., Fine-Tuning Pretrained Language Models, 2020). For small sets,
    /// where trainings come out differently. Default 0.
    /// </summary>
    public int Restarts { get; set; }

    /// <summary>
    /// LoRA (Hu et al., LoRA, 2021): the rank of the two thin matrices that learn beside each matrix of the model, whose own weights stay. They are merged when the model is saved for scoring.
    /// Default 0: no LoRA.
    /// </summary>
    public int LoraRank { get; set; }

    /// <summary>What the product of LoRA's matrices is multiplied with, as a multiple of 1 / LoraRank (α). Default 16.</summary>
    public double LoraAlpha { get; set; } = 16;

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
        faults.Require(!string.IsNullOrEmpty(Model), $"{nameof(Model)} must be minilm, arcticxs, or the path of an ONNX file or a folder, but was empty.");
        faults.Defined(nameof(Pooling), Pooling);
        faults.Share(nameof(Dropout), Dropout);
        FineTuningChecks.Check(this, faults);
        faults.AtLeast(nameof(ReinitializeParts), ReinitializeParts, 0);
        faults.Require(LoraRank == 0 || (UnfreezeEvery == 0 && ReinitializeParts == 0), $"{nameof(UnfreezeEvery)} and {nameof(ReinitializeParts)} must be 0 with {nameof(LoraRank)} {LoraRank}, which leaves the model's own weights as they are.");
        faults.Require(ReinitializeParts == 0 || FreezeDepth >= 0, $"{nameof(ReinitializeParts)} must be 0 where {nameof(FreezeDepth)} freezes the whole model: parts that start anew must learn.");
        faults.AtLeast(nameof(LoraRank), LoraRank, 0);
        faults.Require(LoraRank == 0 || FreezeDepth >= 0, $"{nameof(LoraRank)} {LoraRank} has nothing to learn where {nameof(FreezeDepth)} freezes the whole model.");
        faults.Above(nameof(LoraAlpha), LoraAlpha, 0);
        faults.Require(WordVectorsFile is null && PretrainedEncoder is null, $"{nameof(Model)} brings its vectors: {nameof(WordVectorsFile)} and {nameof(PretrainedEncoder)} must be null.");
        faults.Require(LogCountRatios is LogCountRatios.None, $"{nameof(LogCountRatios)} must be {LogCountRatios.None}: the vectors of tokens are those of {nameof(Model)}.");
    }
}

/// <summary>What the hidden states of tokens become for a whole text.</summary>
public enum TokenPooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>That of the first token, as of [CLS] in BERT.</summary>
    First,
}
