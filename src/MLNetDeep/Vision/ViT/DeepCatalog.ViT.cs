using MLNetDeep.Vision;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a vision transformer: for much data, or fine-tuned from published weights.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="imageColumnName">
    /// The images: a numeric vector of pixels (plane by plane), MLImage, the path of an image file (PNG, JPEG, BMP, GIF, WebP), or its bytes.
    /// </param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer ViT(string labelColumnName = "Label", string imageColumnName = "Features", ViTOptions? options = null) =>
        FromArchitecture(new ViT(), labelColumnName, imageColumnName, options);

    /// <summary>Trains a vision transformer with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="imageColumnName">The images.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer ViT(string labelColumnName, string imageColumnName, int maxEpochs, double learningRate = 5e-4, int? seed = null) =>
        ViT(labelColumnName, imageColumnName, new ViTOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
