using MLNetDeep.Tabular;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a transformer on every other column of a type that suits: where columns act together.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer FtTransformer(string labelColumnName = "Label", FtTransformerOptions? options = null) =>
        FromArchitecture(new FtTransformer(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains a transformer on the columns named.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">Numbers, categories, flags and dates.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer FtTransformer(string labelColumnName, IEnumerable<string> featureColumnNames, FtTransformerOptions? options = null) =>
        FromArchitecture(new FtTransformer(), labelColumnName, featureColumnNames, options);

    /// <summary>Trains a transformer on every other column that suits, with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer FtTransformer(string labelColumnName, int maxEpochs, double learningRate = 5e-4, int? seed = null) =>
        FtTransformer(labelColumnName, new FtTransformerOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
