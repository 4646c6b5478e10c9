using Microsoft.ML.SearchSpace;
using MLNetDeep.Inputs.Text;

namespace MLNetDeep;

/// <summary>The options of every trainer that takes a column of text.</summary>
public class TextTrainerOptions : TrainerOptions, ITokenizerOptions
{
    /// <summary>What a text is cut into. Default Words.</summary>
    [Choice(new object[] { TextTokenization.Words, TextTokenization.Characters, TextTokenization.BytePairs }, TextTokenization.Words)]
    public TextTokenization Tokenization { get; set; }

    /// <summary>
    /// A file with a tokenizer's vocabulary or model, as published with a language model: vocab.txt for WordPiece, a .model file for SentencePiece, vocab.json with
    /// merges.txt beside it for ByteLevelBytePairs, a .tiktoken file for Tiktoken, tokenizer.json for HuggingFace.
    /// None by default: the vocabulary is learnt from the training texts.
    /// </summary>
    public string? TokenizerFile { get; set; }

    /// <summary>The most tokens of the vocabulary that is learnt, the most frequent ones. Default 20000.</summary>
    public int VocabularySize { get; set; } = 20_000;

    /// <summary>Tokens that occur fewer times in the training texts are unknown ones. Default 2.</summary>
    public int MinTokenCount { get; set; } = 2;

    /// <summary>
    /// Whether texts are put into lower case. Default true. For Words, Characters, BytePairs and WordPiece; of the other files each says itself what it does.
    /// </summary>
    public bool Lowercase { get; set; } = true;

    /// <summary>The most tokens of a text; longer texts are truncated, and the log says how many. Default 256.</summary>
    public int MaxTokens { get; set; } = 256;

    /// <summary>
    /// The most tokens that are computed at once, filling included (the token budget): a mini-batch of long texts is computed in parts, with gradient accumulation, so that a step has as many
    /// texts as ever. Default 32768.
    /// </summary>
    public int MaxBatchTokens { get; set; } = 32_768;

    /// <summary>The share of tokens that are taken as unknown in each training step (word dropout). Default 0.1.</summary>
    [Range(0.0, 0.5, 0.1)]
    public double WordDropout { get; set; } = 0.1;

    /// <summary>
    /// What is made of how much more frequent a token is in the texts of a class than in all others (log-count ratios, Wang and Manning 2012), for classes and
    /// flags. Default Start.
    /// </summary>
    [Choice(new object[] { LogCountRatios.None, LogCountRatios.Scale, LogCountRatios.Start }, LogCountRatios.Start)]
    public LogCountRatios LogCountRatios { get; set; } = LogCountRatios.Start;

    /// <summary>
    /// A file of published word vectors that words start from, for Tokenization Words: text, as of GloVe, word2vec and fastText (.vec), with or without a first line of counts; or
    /// the binary form of word2vec; packed by gzip or not. It is not needed after training. Words of the training texts that it has are in the vocabulary however rare they
    /// are, and further words of the file fill it up to VocabularySize. None by default.
    /// </summary>
    public string? WordVectorsFile { get; set; }

    /// <summary>Whether the vectors of WordVectorsFile stay as they are in training; those of words that it has not are learnt. Default false.</summary>
    public bool FreezeWordVectors { get; set; }

    /// <summary>
    /// A file that PretrainEncoder wrote: the network starts from its weights and has its tokenizer, whatever options say of one; log-count ratios of the kind Start are left out. Its network must
    /// have the same options. It is not needed after training. None by default.
    /// </summary>
    public string? PretrainedEncoder { get; set; }

    internal override int? EntriesAtOnce => MaxBatchTokens;

    /// <inheritdoc/>
    protected internal override void Check(OptionFaults faults)
    {
        base.Check(faults);
        TokenizerOptionChecks.Check(this, faults);
        faults.AtLeast(nameof(MaxBatchTokens), MaxBatchTokens, 1);
        faults.Share(nameof(WordDropout), WordDropout);
        faults.Defined(nameof(LogCountRatios), LogCountRatios);
        faults.Require(WordVectorsFile is null || Tokenization == TextTokenization.Words,
            $"{nameof(WordVectorsFile)} goes with {nameof(Tokenization)} {nameof(TextTokenization.Words)}, but {nameof(Tokenization)} is {Tokenization}.");
        faults.Require(WordVectorsFile is not null || !FreezeWordVectors, $"{nameof(FreezeWordVectors)} needs a {nameof(WordVectorsFile)}.");
        faults.Require(PretrainedEncoder is null || (WordVectorsFile is null && TokenizerFile is null),
            $"{nameof(PretrainedEncoder)} brings its tokenizer and its vectors: {nameof(WordVectorsFile)} and {nameof(TokenizerFile)} must be null.");
        faults.Require(Mixup == 0, $"{nameof(Mixup)} must be 0 for texts, whose tokens cannot be mixed, but was {OptionCatalog.Text([Mixup])}.");
    }
}

/// <summary>What log-count ratios of tokens are for.</summary>
public enum LogCountRatios
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Vectors of tokens that tell much of classes are longer.</summary>
    Scale,

    /// <summary>Vectors of tokens start with their ratios, in as many numbers as there are classes; not where they start from WordVectorsFile.</summary>
    Start,
}

/// <summary>What a text is cut into.</summary>
public enum TextTokenization
{
    /// <summary>Words, numbers and single signs; those of the training texts.</summary>
    Words,

    /// <summary>Characters; those of the training texts.</summary>
    Characters,

    /// <summary>Parts of words, joined pair by pair on the training texts (Sennrich et al., Neural Machine Translation of Rare Words with Subword Units, 2016).</summary>
    BytePairs,

    /// <summary>Parts of words from a vocab.txt, as BERT has it.</summary>
    WordPiece,

    /// <summary>Parts of words by a model of SentencePiece, unigram or byte-pair.</summary>
    SentencePiece,

    /// <summary>Byte pairs from a vocab.json and the merges.txt beside it, as GPT-2 and RoBERTa have them (Radford et al., Language Models are Unsupervised Multitask Learners, 2019).</summary>
    ByteLevelBytePairs,

    /// <summary>Byte pairs from a .tiktoken file; its name says which: gpt2, r50k_base, p50k_base, p50k_edit, cl100k_base or o200k_base.</summary>
    Tiktoken,

    /// <summary>What a tokenizer.json of Hugging Face says: byte pairs, WordPiece or unigram. What is not supported of it is an error.</summary>
    HuggingFace,
}
