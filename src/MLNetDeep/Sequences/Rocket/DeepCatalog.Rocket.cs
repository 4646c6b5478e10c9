using MLNetDeep.Sequences;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains Rocket on a column of sequences: random convolutions and a linear layer that is solved for in closed form. It takes seconds; networks are to be measured by it.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences: a vector of numbers, the channels of the first step, then those of the second.</param>
    /// <param name="options">How many features there are, and the rest; defaults when null.</param>
    public DeepTrainer Rocket(string labelColumnName = "Label", string sequenceColumnName = "Sequence", RocketOptions? options = null) =>
        FromArchitecture(new Rocket(), labelColumnName, sequenceColumnName, options);

    /// <summary>Trains Rocket on a column of sequences of several channels.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="sequenceColumnName">The sequences.</param>
    /// <param name="channels">Numbers of a step.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer Rocket(string labelColumnName, string sequenceColumnName, int channels, int? seed = null) =>
        Rocket(labelColumnName, sequenceColumnName, new RocketOptions { Channels = channels, Seed = seed });
}
