using MLNetDeep.Texts;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a bidirectional LSTM with attention on a column of texts: where the order of words matters.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="textColumnName">The texts.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer Lstm(string labelColumnName = "Label", string textColumnName = "Text", LstmOptions? options = null) =>
        FromArchitecture(new Lstm(), labelColumnName, textColumnName, options);

    /// <summary>Trains a bidirectional LSTM with attention on a column of texts with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="textColumnName">The texts.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer Lstm(string labelColumnName, string textColumnName, int maxEpochs, double learningRate = 1e-3, int? seed = null) =>
        Lstm(labelColumnName, textColumnName, new LstmOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
