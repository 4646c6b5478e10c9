using MLNetDeep.Vision;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Fine-tunes a pretrained model on a column of images.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="imageColumnName">The images: decoded, their paths, or encoded bytes.</param>
    /// <param name="options">The model, and how it is fine-tuned; defaults when null.</param>
    public DeepTrainer PretrainedImage(string labelColumnName = "Label", string imageColumnName = "Image", PretrainedImageOptions? options = null) =>
        FromArchitecture(new PretrainedImage(), labelColumnName, imageColumnName, options);
}
