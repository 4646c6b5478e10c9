using MLNetDeep.Graphs;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a graph isomorphism network (GIN) on graphs, one a row.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="options">The columns of the graphs, the network and its training; defaults when null.</param>
    public DeepTrainer Gin(string labelColumnName = "Label", GinOptions? options = null) =>
        FromArchitecture(new Gin(), labelColumnName, default(IEnumerable<string>), options);

    /// <summary>Trains a graph isomorphism network (GIN) on graphs with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer Gin(string labelColumnName, int maxEpochs, double learningRate = 1e-2, int? seed = null) =>
        Gin(labelColumnName, new GinOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
