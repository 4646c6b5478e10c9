using MLNetDeep.Graphs;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a graph convolutional network (GCN) on graphs, one a row.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The columns of the graphs, the network and its training; defaults when null.</param>
    public DeepTrainer Gcn(string labelColumnName = "Label", GcnOptions? options = null) =>
        FromArchitecture(new Gcn(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains a graph convolutional network (GCN) on graphs with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer Gcn(string labelColumnName, int maxEpochs, double learningRate = 1e-2, int? seed = null) =>
        Gcn(labelColumnName, new GcnOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
