using MLNetDeep.Sound;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Fine-tunes a pretrained model on a column of sounds.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="soundColumnName">The sounds: paths of WAV files, their bytes, or samples.</param>
    /// <param name="options">The model, which must be named, and how it is fine-tuned.</param>
    public DeepTrainer PretrainedSound(string labelColumnName, string soundColumnName, PretrainedSoundOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FromArchitecture(new PretrainedSound(), labelColumnName, soundColumnName, options);
    }
}
