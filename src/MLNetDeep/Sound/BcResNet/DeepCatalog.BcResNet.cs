using MLNetDeep.Sound;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a broadcasted residual network over log-mel frames: few weights, for keywords and other short sounds.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="soundColumnName">The sounds: paths of WAV files (text), their bytes (Vector&lt;Byte&gt;), or samples (Vector&lt;Single&gt;), whose rate SampleRate states.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer BcResNet(string labelColumnName = "Label", string soundColumnName = "Features", BcResNetOptions? options = null) =>
        FromArchitecture(new BcResNet(), labelColumnName, soundColumnName, options);

    /// <summary>Trains a broadcasted residual network over log-mel frames with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="soundColumnName">The sounds.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer BcResNet(string labelColumnName, string soundColumnName, int maxEpochs, double learningRate = 3e-3, int? seed = null) =>
        BcResNet(labelColumnName, soundColumnName, new BcResNetOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
