using Microsoft.ML;
using MLNetDeep.Tagging;

namespace MLNetDeep;

/// <summary>Giving every word of a text a tag: named entities in BIO tags, parts of speech.</summary>
public sealed class DeepTaggingCatalog
{
    private readonly MLContext _context;

    internal DeepTaggingCatalog(MLContext context) => _context = context;

    /// <summary>Trains a network that gives every word a tag.</summary>
    /// <param name="tagsColumnName">The tags: a vector of text with one item for each word.</param>
    /// <param name="wordsColumnName">The words: a vector of text.</param>
    /// <param name="options">
    /// The network and its training: <see cref="LstmOptions"/> (when null), <see cref="GruOptions"/> or <see cref="TextTransformerOptions"/>. Log-count ratios play no part.
    /// </param>
    public TaggingTrainer Tagger(string tagsColumnName = "Tags", string wordsColumnName = "Words", TextTrainerOptions? options = null) =>
        new(_context, tagsColumnName, wordsColumnName, options ?? new LstmOptions());

    /// <summary>How well entities are found.</summary>
    /// <param name="data">Rows with the tags that are right and those predicted.</param>
    /// <param name="tagsColumnName">The tags that are right.</param>
    /// <param name="predictedTagsColumnName">The tags predicted.</param>
    public TaggingMetrics Evaluate(IDataView data, string tagsColumnName = "Tags", string predictedTagsColumnName = "PredictedTags")
    {
        ArgumentNullException.ThrowIfNull(data);
        return Entities.Evaluate(data, tagsColumnName, predictedTagsColumnName);
    }

    /// <summary>
    /// Reads a file with a word a line and an empty line between sentences, as of CoNLL-2003: fields are separated by spaces, or by tabs where a line has some. Lines that begin with -DOCSTART-,
    /// and lines before a sentence that begin with # and a space, are passed over.
    /// </summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="wordField">Which field of a line is the word, from 0. Default the first.</param>
    /// <param name="tagField">Which field is the tag, from 0; counted from the end where below 0. Default the last.</param>
    /// <returns>Rows of <see cref="TaggedSentence"/>, in memory.</returns>
    /// <exception cref="InvalidDataException">A line has too few fields; the message says which.</exception>
    public IDataView LoadConll(string path, int wordField = 0, int tagField = -1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(wordField);
        return _context.Data.LoadFromEnumerable(ConllFile.Read(path, wordField, tagField));
    }
}
