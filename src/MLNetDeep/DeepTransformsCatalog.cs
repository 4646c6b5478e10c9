using Microsoft.ML;

namespace MLNetDeep;

/// <summary>Steps of pipelines that are no trainers.</summary>
public sealed partial class DeepTransformsCatalog
{
    private readonly MLContext _context;

    internal DeepTransformsCatalog(MLContext context) => _context = context;

    /// <summary>
    /// Cuts texts into tokens as the networks for texts do: gives a vector of keys, as long as the text has tokens, whose values are the tokens. Tokens that are not
    /// in the vocabulary are missing keys (0); a text without tokens is an empty vector.
    /// </summary>
    /// <param name="outputColumnName">The column of keys.</param>
    /// <param name="inputColumnName">The column of texts; the output's name when null.</param>
    /// <param name="options">What texts are cut into; words of the texts that it is fitted on when null.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public TextTokenizingEstimator TokenizeText(string outputColumnName, string? inputColumnName = null, TextTokenizingOptions? options = null) =>
        new(_context, outputColumnName, inputColumnName ?? outputColumnName, options ?? new TextTokenizingOptions());
}
