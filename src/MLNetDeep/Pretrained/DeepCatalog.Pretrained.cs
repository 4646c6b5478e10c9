using MLNetDeep.Pretraining;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Fine-tunes a pretrained model on a column of texts or images.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnName">The texts, or the images.</param>
    /// <param name="model">The model, such as <see cref="MLNetDeep.Pretrained.MiniLM"/>.</param>
    /// <param name="options">
    /// How it is fine-tuned: <see cref="PretrainedTextOptions"/> or <see cref="PretrainedImageOptions"/>, whose own Model does not count; defaults when null.
    /// </param>
    /// <exception cref="ArgumentException">The options are not those of networks that start from this model.</exception>
    public DeepTrainer Pretrained(string labelColumnName, string featureColumnName, PretrainedModel model, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var architecture = ArchitectureRegistry.Get(model.ArchitectureKey);
        return FromArchitecture(architecture, labelColumnName, featureColumnName, PretrainedModels.Named(model, architecture, options));
    }
}
