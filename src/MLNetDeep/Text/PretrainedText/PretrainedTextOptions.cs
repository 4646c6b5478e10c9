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

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        faults.Require(!string.IsNullOrEmpty(Model), $"{nameof(Model)} must be minilm, arcticxs, or the path of an ONNX file or a folder, but was empty.");
        faults.Defined(nameof(Pooling), Pooling);
        faults.Share(nameof(Dropout), Dropout);
        faults.AtLeast(nameof(FreezeDepth), FreezeDepth, -1);
        faults.Require(LayerDecay is > 0 and <= 1, $"{nameof(LayerDecay)} must be above 0 and at most 1, but was {OptionCatalog.Text([LayerDecay])}.");
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
