using MLNetDeep.Tabular;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Fine-tunes a pretrained model on a vector column of numbers, which it takes as they are.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnName">The numbers: a vector of the width that the model takes.</param>
    /// <param name="options">The model, which must be named, and how it is fine-tuned.</param>
    public DeepTrainer PretrainedNumbers(string labelColumnName, string featureColumnName, PretrainedNumbersOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return FromArchitecture(new PretrainedNumbers(), labelColumnName, featureColumnName, options);
    }
}
