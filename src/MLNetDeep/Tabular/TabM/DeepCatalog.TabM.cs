using MLNetDeep.Tabular;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains TabM, an ensemble of networks in one, on every other column of a type that suits: the first choice where accuracy counts.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer TabM(string labelColumnName = "Label", TabMOptions? options = null) =>
        FromArchitecture(new TabM(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains TabM, an ensemble of networks in one, on the columns named.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">Numbers, categories, flags and dates.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer TabM(string labelColumnName, IEnumerable<string> featureColumnNames, TabMOptions? options = null) =>
        FromArchitecture(new TabM(), labelColumnName, featureColumnNames, options);

    /// <summary>Trains TabM, an ensemble of networks in one, on every other column that suits, with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer TabM(string labelColumnName, int maxEpochs, double learningRate = 2e-3, int? seed = null) =>
        TabM(labelColumnName, new TabMOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
