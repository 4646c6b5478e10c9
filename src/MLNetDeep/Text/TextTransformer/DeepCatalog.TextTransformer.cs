using MLNetDeep.Texts;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a transformer on a column of texts: where words far apart act together and there are many texts.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="textColumnName">The texts.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer TextTransformer(string labelColumnName = "Label", string textColumnName = "Text", TextTransformerOptions? options = null) =>
        FromArchitecture(new TextTransformer(), labelColumnName, textColumnName, options);

    /// <summary>Trains a transformer on a column of texts with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="textColumnName">The texts.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer TextTransformer(string labelColumnName, string textColumnName, int maxEpochs, double learningRate = 5e-4, int? seed = null) =>
        TextTransformer(labelColumnName, textColumnName, new TextTransformerOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
