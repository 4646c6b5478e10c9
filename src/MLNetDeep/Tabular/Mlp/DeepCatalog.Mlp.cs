using MLNetDeep.Tabular;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains layers of neurons on every other column of a type that suits: the first thing to try on a table.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer Mlp(string labelColumnName = "Label", MlpOptions? options = null) => FromArchitecture(new Mlp(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains layers of neurons on the columns named.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">Numbers, categories, flags and dates.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer Mlp(string labelColumnName, IEnumerable<string> featureColumnNames, MlpOptions? options = null) =>
        FromArchitecture(new Mlp(), labelColumnName, featureColumnNames, options);

    /// <summary>Trains layers of neurons on every other column that suits, with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer Mlp(string labelColumnName, int maxEpochs, double learningRate = 1e-3, int? seed = null) =>
        Mlp(labelColumnName, new MlpOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
