using MLNetDeep.Vision;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a ConvNeXt (tiny): a convolutional network with the manners of a transformer.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="imageColumnName">
    /// The images: a numeric vector of pixels (plane by plane), MLImage, the path of an image file (PNG, JPEG, BMP, GIF, WebP), or its bytes.
    /// </param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer ConvNeXt(string labelColumnName = "Label", string imageColumnName = "Features", ConvNeXtOptions? options = null) =>
        FromArchitecture(new ConvNeXt(), labelColumnName, imageColumnName, options);

    /// <summary>Trains a ConvNeXt (tiny) with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="imageColumnName">The images.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer ConvNeXt(string labelColumnName, string imageColumnName, int maxEpochs, double learningRate = 1e-3, int? seed = null) =>
        ConvNeXt(labelColumnName, imageColumnName, new ConvNeXtOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
