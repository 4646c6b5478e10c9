using MLNetDeep.Texts;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Fine-tunes a pretrained model on a column of texts.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="textColumnName">The texts.</param>
    /// <param name="options">The model, and how it is fine-tuned; defaults when null.</param>
    public DeepTrainer PretrainedText(string labelColumnName = "Label", string textColumnName = "Text", PretrainedTextOptions? options = null) =>
        FromArchitecture(new PretrainedText(), labelColumnName, textColumnName, options);
}
