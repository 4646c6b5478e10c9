using Microsoft.ML;
using MLNetDeep.Embedders;

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

    /// <summary>
    /// Turns sounds into frames of log-mel energies as the networks for sounds do: mixed to one channel, resampled, cut into overlapping frames (Hann window), of each the power spectrum, summed in triangular bands on HTK's mel
    /// scale, as natural logarithms. Gives a vector of Single, frame after frame, each with its bands from low to high: of variable length, or of one length where options state Seconds. A sound is at least one frame long.
    /// </summary>
    /// <param name="outputColumnName">The column of frames.</param>
    /// <param name="inputColumnName">The sounds: paths of WAV files (text), their bytes (Vector&lt;Byte&gt;), or samples (Vector&lt;Single&gt;); the output's name when null.</param>
    /// <param name="options">Sample rate, frames, bands, normalization; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public LogMelEstimator LogMel(string outputColumnName, string? inputColumnName = null, LogMelOptions? options = null) =>
        new(_context, outputColumnName, inputColumnName ?? outputColumnName, options ?? new LogMelOptions());

    /// <summary>
    /// Adds a vector of length 1 (L2 norm) that describes each text or image, by a pretrained model as it is: nothing is trained. Texts and images that are alike have vectors with a large dot product; trainers
    /// of ML.NET's own can learn from the column.
    /// </summary>
    /// <param name="outputColumnName">The column to add: a vector of Single of known size.</param>
    /// <param name="inputColumnName">The texts; or the images, their paths, or encoded images.</param>
    /// <param name="model">The model, such as <see cref="Pretrained.MiniLM"/>.</param>
    /// <param name="options">Pooling, longest text, size of images: <see cref="PretrainedTextOptions"/> or <see cref="PretrainedImageOptions"/>; defaults when null.</param>
    public IEstimator<DeepTransformer> Embed(string outputColumnName, string inputColumnName, PretrainedModel model, TrainerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        ArgumentNullException.ThrowIfNull(model);
        return new EmbedEstimator(_context, outputColumnName, inputColumnName, model, options);
    }
}
