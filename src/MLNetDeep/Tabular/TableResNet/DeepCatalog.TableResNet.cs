using MLNetDeep.Tabular;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a residual network on every other column of a type that suits: quick, and hard to overfit.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer TableResNet(string labelColumnName = "Label", TableResNetOptions? options = null) =>
        FromArchitecture(new TableResNet(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains a residual network on the columns named.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">Numbers, categories, flags and dates.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer TableResNet(string labelColumnName, IEnumerable<string> featureColumnNames, TableResNetOptions? options = null) =>
        FromArchitecture(new TableResNet(), labelColumnName, featureColumnNames, options);

    /// <summary>Trains a residual network on every other column that suits, with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer TableResNet(string labelColumnName, int maxEpochs, double learningRate = 1e-3, int? seed = null) =>
        TableResNet(labelColumnName, new TableResNetOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
