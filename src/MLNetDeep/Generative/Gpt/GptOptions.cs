using Microsoft.ML.SearchSpace;
using MLNetDeep.Inputs.Text;

namespace MLNetDeep;

/// <summary>
/// The options of language models. Of the options of every trainer, those of labels and classes play no part. An epoch is a number of steps, <see cref="StepsPerEpoch"/>, on windows that
/// are drawn from the texts at random; <see cref="TrainerOptions.MaxEpochs"/> of them are done, 8 by default: 2,000 steps.
/// </summary>
public sealed class GptOptions : TrainerOptions, ITokenizerOptions
{
    private const int WidthPerLayer = 32, WidthPerHead = 32, WidthOfRate = 128;
    private const double Rate = 2e-3, MuonRate = 4e-3, TuningRate = 1e-4, AdapterRate = 1e-3;
    private int? _width, _heads;
    private double? _rate;

    /// <summary>Starts with what suits small models: mini-batches of 12 windows, 8 epochs, and Muon as the optimizer.</summary>
    public GptOptions() => (MaxEpochs, BatchSize, Beta2, Optimizer) = (8, 12, 0.99, OptimizerKind.Muon);

    /// <summary>Layers one after the other; <see cref="Width"/>, <see cref="Heads"/> and <see cref="LearningRate"/> follow from it where they are not set. Default 4.</summary>
    [Range(2, 12, 4)]
    public int Depth { get; set; } = 4;

    /// <summary>Numbers that describe a token; twice the number of heads must divide it. Default 32 for each layer of <see cref="Depth"/>.</summary>
    public int Width
    {
        get => _width ?? (WidthPerLayer * Depth);
        set => _width = value;
    }

    /// <summary>Attention heads of each layer. Default one for each 32 of <see cref="Width"/>.</summary>
    public int Heads
    {
        get => _heads ?? Math.Max(1, Width / WidthPerHead);
        set => _heads = value;
    }

    /// <summary>
    /// The peak learning rate of the schedule. Default 0.004 for Muon and 0.002 for other optimizers at a width of 128, less by the square root of how much wider the network is; 0.0001 with a <see cref="PretrainedFolder"/>, 0.001
    /// for its adapters.
    /// </summary>
    [Range(1e-4, 1e-2, 4e-3, true)]
    public override double LearningRate
    {
        get => _rate ?? (PretrainedFolder is null ? (Optimizer == OptimizerKind.Muon ? MuonRate : Rate) * Math.Sqrt((double)WidthOfRate / Math.Max(1, Width)) : LoraRank > 0 ? AdapterRate : TuningRate);
        set => _rate = value;
    }

    /// <summary>The tokens that the network sees at once: the length of the windows that it is trained on. Default 128.</summary>
    [Range(32, 512, 128, true)]
    public int ContextLength { get; set; } = 128;

    /// <summary>The activation of the feed-forward part of each layer. Default ReluSquared.</summary>
    [Choice(new object[] { GptActivation.ReluSquared, GptActivation.SwiGlu }, GptActivation.ReluSquared)]
    public GptActivation Activation { get; set; }

    /// <summary>The dropout rate of token embeddings and of what each part of a layer adds. Default 0: models of few steps see hardly anything twice.</summary>
    [Range(0.0, 0.4, 0.0)]
    public double Dropout { get; set; }

    /// <summary>The steps of the optimizer in an epoch; 0 for as many as it takes to see as many tokens as the texts have. Default 250.</summary>
    public int StepsPerEpoch { get; set; } = 250;

    /// <summary>
    /// What texts are cut into: Characters, BytePairs (bytes that are joined pair by pair on the training texts, as GPT-2 has it), or a file of the kinds ByteLevelBytePairs and Tiktoken, or
    /// HuggingFace where its tokens are bytes: others do not give the text back. Default Characters.
    /// </summary>
    public TextTokenization Tokenization { get; set; } = TextTokenization.Characters;

    /// <summary>The tokenizer's file, for Tokenization ByteLevelBytePairs, Tiktoken and HuggingFace. None by default.</summary>
    public string? TokenizerFile { get; set; }

    /// <summary>The most tokens of the vocabulary that is learnt for BytePairs, 256 bytes included. Default 1024.</summary>
    public int VocabularySize { get; set; } = 1024;

    /// <summary>
    /// A folder with a published network of the GPT-2 family that the training starts from: config.json, model.safetensors, vocab.json and merges.txt. Its sizes and its tokenizer count then, whatever these options say of
    /// them; ContextLength may be less than it has places. It is not needed after training. None by default.
    /// </summary>
    public string? PretrainedFolder { get; set; }

    /// <summary>
    /// The rank of low-rank adapters (Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2022) of all linear layers of the network of PretrainedFolder: they alone are learnt, with α equal to the rank. Default 0: all weights
    /// are learnt.
    /// </summary>
    public int LoraRank { get; set; }

    int ITokenizerOptions.MinTokenCount => 1;

    bool ITokenizerOptions.Lowercase => false;

    int ITokenizerOptions.MaxTokens => int.MaxValue;

    internal override bool SavesScores => false;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        TokenizerOptionChecks.Check(this, faults);
        faults.Require(Tokenization is TextTokenization.Characters or TextTokenization.BytePairs or TextTokenization.ByteLevelBytePairs or TextTokenization.Tiktoken or TextTokenization.HuggingFace,
            $"{nameof(Tokenization)} must be Characters, BytePairs, ByteLevelBytePairs, Tiktoken or HuggingFace, whose tokens give the text back, but was {Tokenization}.");
        faults.Require(Tokenization != TextTokenization.BytePairs || VocabularySize >= 256, $"{nameof(VocabularySize)} must be at least 256, one for each byte, but was {VocabularySize}.");
        faults.AtLeast(nameof(Depth), Depth, 1);
        faults.AtLeast(nameof(Heads), Heads, 1);
        faults.Require(Width >= 2 && Heads >= 1 && Width % (2 * Heads) == 0, $"{nameof(Width)} must be a multiple of twice {nameof(Heads)} ({2 * Heads}), but was {Width}.");
        faults.AtLeast(nameof(ContextLength), ContextLength, 2);
        faults.Defined(nameof(Activation), Activation);
        faults.Share(nameof(Dropout), Dropout);
        faults.AtLeast(nameof(StepsPerEpoch), StepsPerEpoch, 0);
        faults.AtLeast(nameof(LoraRank), LoraRank, 0);
        faults.Require(LoraRank == 0 || PretrainedFolder is not null, $"{nameof(LoraRank)} must be 0 without a {nameof(PretrainedFolder)}, whose weights it leaves as they are, but was {LoraRank}.");
        faults.Require(PretrainedFolder is null || TokenizerFile is null, $"{nameof(PretrainedFolder)} brings its tokenizer: {nameof(TokenizerFile)} must be null.");
        faults.Require(Mixup == 0, $"{nameof(Mixup)} must be 0 for texts, whose tokens cannot be mixed, but was {OptionCatalog.Text([Mixup])}.");
        faults.Require(Precision is Precision.Single or Precision.Auto, $"{nameof(Precision)} must be Single or Auto for language models, but was {Precision}.");
    }
}

/// <summary>Activations of the feed-forward part of transformers.</summary>
public enum GptActivation
{
    /// <summary>The square of ReLU (So et al., Primer: Searching for Efficient Transformers for Language Modeling, 2021), between layers of 4 times the width.</summary>
    ReluSquared,

    /// <summary>SiLU with a gate (Shazeer, GLU Variants Improve Transformer, 2020), between layers of 8/3 of the width.</summary>
    SwiGlu,
}
