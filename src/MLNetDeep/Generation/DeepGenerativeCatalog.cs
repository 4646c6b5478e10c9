using Microsoft.ML;
using MLNetDeep.Generation;
using MLNetDeep.Generative;

namespace MLNetDeep;

/// <summary>Models that learn what rows are like: they add embeddings, reconstructions and errors, and make new rows.</summary>
public sealed partial class DeepGenerativeCatalog
{
    private readonly MLContext _context;

    internal DeepGenerativeCatalog(MLContext context) => _context = context;

    /// <summary>
    /// Trains an autoencoder (Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, 2006). Adds the columns Embedding (a vector), Reconstruction (a vector, in the units of
    /// the rows) and ReconstructionError (the mean squared error of standardized values).
    /// </summary>
    /// <param name="columnName">A numeric vector of known size, or images: MLImage, the path of an image file, or its bytes.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public GenerativeTrainer Autoencoder(string columnName = "Features", AutoencoderOptions? options = null) =>
        Create(columnName, options ?? new AutoencoderOptions(), kind => new Autoencoder(kind), "ReconstructionError", GenerativeGraphs.Embedding, GenerativeGraphs.Reconstruction);

    /// <summary>
    /// Trains a diffusion model of images: flow matching (Lipman et al., Flow Matching for Generative Modeling, 2023), or the prediction of noise or velocity. Makes new images, of each value of the condition
    /// where one is named. Adds the column DenoisingError: how badly half of the noise is told from the image.
    /// </summary>
    /// <param name="columnName">Images: a numeric vector of pixels (plane by plane), MLImage, the path of an image file, or its bytes.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public GenerativeTrainer Diffusion(string columnName = "Features", DiffusionOptions? options = null) =>
        Create(columnName, options ?? new DiffusionOptions(), kind => new Diffusion(kind), "DenoisingError");

    /// <summary>
    /// Trains a variational autoencoder (Kingma and Welling, Auto-Encoding Variational Bayes, 2014). Makes new rows, of each value of the condition where one is named. Adds the columns Embedding (the mean of the
    /// latent vector), Reconstruction (a vector, in the units of the rows) and LowerBound (the evidence lower bound in nats, over standardized values: the higher, the more a row is like those of the training).
    /// </summary>
    /// <param name="columnName">A numeric vector of known size, or images: MLImage, the path of an image file, or its bytes.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public GenerativeTrainer Vae(string columnName = "Features", VaeOptions? options = null) =>
        Create(columnName, options ?? new VaeOptions(), kind => new Vae(kind), "LowerBound", GenerativeGraphs.Embedding, GenerativeGraphs.Reconstruction);

    /// <summary>
    /// Trains a Wasserstein generative adversarial network with gradient penalty (Gulrajani et al., Improved Training of Wasserstein GANs, 2017). Makes new rows, of each value of the condition where one is named;
    /// the log warns where the training diverges, or samples become all alike. Adds the column CriticScore: the higher, the more the critic takes a row for a real one.
    /// </summary>
    /// <param name="columnName">A numeric vector of known size, or images: MLImage, the path of an image file, or its bytes.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public GenerativeTrainer Gan(string columnName = "Features", GanOptions? options = null) =>
        Create(columnName, options ?? new GanOptions(), kind => new Gan(kind), "CriticScore");

    private GenerativeTrainer Create(string column, GenerativeTrainerOptions options, Func<Inputs.Conditioned.ConditionedInput, GenerativeArchitecture> create, string number, params string[] vectors)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        options.Validate();
        return new GenerativeTrainer(_context, new GenerativeTraining(_context, column, options, create), number, vectors);
    }
}
