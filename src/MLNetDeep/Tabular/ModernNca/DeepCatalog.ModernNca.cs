using MLNetDeep.Tabular;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains ModernNCA, nearest neighbours in a learnt embedding, on every other column of a type that suits.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer ModernNca(string labelColumnName = "Label", ModernNcaOptions? options = null) =>
        FromArchitecture(new ModernNca(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains ModernNCA, nearest neighbours in a learnt embedding, on the columns named.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">Numbers, categories, flags and dates.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer ModernNca(string labelColumnName, IEnumerable<string> featureColumnNames, ModernNcaOptions? options = null) =>
        FromArchitecture(new ModernNca(), labelColumnName, featureColumnNames, options);

    /// <summary>Trains ModernNCA, nearest neighbours in a learnt embedding, on every other column that suits, with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer ModernNca(string labelColumnName, int maxEpochs, double learningRate = 2e-3, int? seed = null) =>
        ModernNca(labelColumnName, new ModernNcaOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
