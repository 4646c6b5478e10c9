using MLNetDeep.Tabular;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains RealMLP, hidden layers with defaults tuned on many tables, on every other column of a type that suits.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer RealMlp(string labelColumnName = "Label", RealMlpOptions? options = null) =>
        FromArchitecture(new RealMlp(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains RealMLP, hidden layers with defaults tuned on many tables, on the columns named.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">Numbers, categories, flags and dates.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer RealMlp(string labelColumnName, IEnumerable<string> featureColumnNames, RealMlpOptions? options = null) =>
        FromArchitecture(new RealMlp(), labelColumnName, featureColumnNames, options);

    /// <summary>Trains RealMLP, hidden layers with defaults tuned on many tables, on every other column that suits, with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer RealMlp(string labelColumnName, int maxEpochs, double learningRate = 4e-2, int? seed = null) =>
        RealMlp(labelColumnName, new RealMlpOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
