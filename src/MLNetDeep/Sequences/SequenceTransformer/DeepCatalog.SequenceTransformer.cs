using MLNetDeep.Sequences;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a transformer on a column of sequences: where steps far apart act together and there are many rows.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences: a vector of numbers, the channels of the first step, then those of the second.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer SequenceTransformer(string labelColumnName = "Label", string sequenceColumnName = "Sequence", SequenceTransformerOptions? options = null) =>
        FromArchitecture(new SequenceTransformer(), labelColumnName, sequenceColumnName, options);

    /// <summary>Trains a transformer on a column of sequences with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences.</param>
    /// <param name="channels">Numbers of a step.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer SequenceTransformer(string labelColumnName, string sequenceColumnName, int channels, int maxEpochs = 30, int? seed = null) =>
        SequenceTransformer(labelColumnName, sequenceColumnName, new SequenceTransformerOptions { Channels = channels, MaxEpochs = maxEpochs, Seed = seed });
}
