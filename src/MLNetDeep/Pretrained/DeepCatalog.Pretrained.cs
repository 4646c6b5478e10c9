using MLNetDeep.Pretraining;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Fine-tunes a pretrained model on a column of texts, images, sounds or vectors of numbers.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnName">The texts, images, sounds or vectors.</param>
    /// <param name="model">The model, such as <see cref="MLNetDeep.Pretrained.MiniLM"/>.</param>
    /// <param name="options">
    /// How it is fine-tuned: <see cref="PretrainedTextOptions"/>, <see cref="PretrainedImageOptions"/>, <see cref="PretrainedSoundOptions"/> or <see cref="PretrainedNumbersOptions"/>, whose own Model does not count; defaults when null.
    /// </param>
    /// <exception cref="ArgumentException">The options are not those of networks that start from this model.</exception>
    public DeepTrainer Pretrained(string labelColumnName, string featureColumnName, PretrainedModel model, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var architecture = ArchitectureRegistry.Get(PretrainedPackages.ArchitectureOf(model.Name, options is SoundTrainerOptions));
        return FromArchitecture(architecture, labelColumnName, featureColumnName, PretrainedModels.Named(model, architecture, options));
    }
}
