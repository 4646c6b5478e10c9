using MLNetDeep.Sound;

namespace MLNetDeep;

public abstract partial class DeepTaskCatalog
{
    /// <summary>Trains a convolutional network over log-mel frames: the first thing to try on sounds.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="soundColumnName">The sounds: paths of WAV files (text), their bytes (Vector&lt;Byte&gt;), or samples (Vector&lt;Single&gt;), whose rate SampleRate states.</param>
    /// <param name="options">The network and its training; defaults when null.</param>
    public DeepTrainer AudioCnn(string labelColumnName = "Label", string soundColumnName = "Features", AudioCnnOptions? options = null) =>
        FromArchitecture(new AudioCnn(), labelColumnName, soundColumnName, options);

    /// <summary>Trains a convolutional network over log-mel frames with the knobs that are turned most.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="soundColumnName">The sounds.</param>
    /// <param name="maxEpochs">How many times the training rows are gone through at most.</param>
    /// <param name="learningRate">The highest learning rate of the schedule.</param>
    /// <param name="seed">Same seed, same model.</param>
    public DeepTrainer AudioCnn(string labelColumnName, string soundColumnName, int maxEpochs, double learningRate = 3e-3, int? seed = null) =>
        AudioCnn(labelColumnName, soundColumnName, new AudioCnnOptions { MaxEpochs = maxEpochs, LearningRate = learningRate, Seed = seed });
}
