using MLNetDeep.Graphs;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a graph attention network of the second version (GATv2) on graphs, one a row.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The columns of the graphs, the network and its training; defaults when null.</param>
    public DeepTrainer GatV2(string labelColumnName = "Label", GatV2Options? options = null) =>
        FromArchitecture(new GatV2(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains a graph attention network of the second version (GATv2) on graphs with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer GatV2(string labelColumnName, int maxEpochs, double learningRate = 5e-3, int? seed = null) =>
        GatV2(labelColumnName, new GatV2Options { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
