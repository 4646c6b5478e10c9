using MLNetDeep.Sequences;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains InceptionTime, a convolutional network with kernels of several sizes, on a column of sequences: the first choice among networks for sequences.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences: a vector of numbers, the channels of the first step, then those of the second.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer InceptionTime(string labelColumnName = "Label", string sequenceColumnName = "Sequence", InceptionTimeOptions? options = null) =>
        FromArchitecture(new InceptionTime(), labelColumnName, sequenceColumnName, options);

    /// <summary>Trains InceptionTime, a convolutional network with kernels of several sizes, on a column of sequences with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences.</param>
    /// <param name="channels">Numbers of a step.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer InceptionTime(string labelColumnName, string sequenceColumnName, int channels, int maxEpochs = 30, int? seed = null) =>
        InceptionTime(labelColumnName, sequenceColumnName, new InceptionTimeOptions { Channels = channels, MaxEpochs = maxEpochs, Seed = seed });
}
