using MLNetDeep.Sequences;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a bidirectional GRU with attention on a column of sequences: where the order of steps matters; a little faster than an LSTM.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences: a vector of numbers, the channels of the first step, then those of the second.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer SequenceGru(string labelColumnName = "Label", string sequenceColumnName = "Sequence", SequenceGruOptions? options = null) =>
        FromArchitecture(new SequenceGru(), labelColumnName, sequenceColumnName, options);

    /// <summary>Trains a bidirectional GRU with attention on a column of sequences with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences.</param>
    /// <param name="channels">Numbers of a step.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer SequenceGru(string labelColumnName, string sequenceColumnName, int channels, int maxEpochs = 30, int? seed = null) =>
        SequenceGru(labelColumnName, sequenceColumnName, new SequenceGruOptions { Channels = channels, MaxEpochs = maxEpochs, Seed = seed });
}
