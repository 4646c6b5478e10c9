using Microsoft.ML;
using MLNetDeep.Architectures;
using MLNetDeep.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep;

/// <summary>
/// Trainers for one task. What an architecture's folder adds to this class, every task has: architecture and task are orthogonal.
/// </summary>
public abstract partial class DeepTaskCatalog
{
    private protected DeepTaskCatalog(MLContext context) => Context = context;

    internal MLContext Context { get; }

    /// <summary>Trains a module of your own.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnName">A numeric column, or images (MLImage, path or encoded bytes).</param>
    /// <param name="factory">
    /// Makes the module from the shapes of the data. Its input is [rows, width] for a <see cref="TableShape"/> and
    /// [rows, channels, height, width] for an <see cref="ImageShape"/>; its output is one raw number for each of
    /// <see cref="OutputShape.Size"/>: logits for classes and labels, values for targets. Called once per fit, after the seed is set.
    /// </param>
    /// <param name="options">How to train. With <see cref="ImageTrainerOptions"/> a numeric vector is taken as an image.</param>
    public DeepTrainer FromModule(string labelColumnName, string featureColumnName,
        Func<ModuleContext, Module<Tensor, Tensor>> factory, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return FromArchitecture(new ModuleArchitecture(factory, options is ImageTrainerOptions), labelColumnName, featureColumnName, options);
    }

    /// <summary>Trains an architecture that is known by name, as the command line and sweeps do.</summary>
    /// <param name="architecture">One of <see cref="ArchitectureRegistry.All"/>.</param>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnName">What the network eats.</param>
    /// <param name="options">Of the architecture's own type; its defaults when null.</param>
    public DeepTrainer FromArchitecture(Architecture architecture, string labelColumnName, string featureColumnName, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var settled = options ?? architecture.CreateOptions();
        return new DeepTrainer(Context, CreateTask(settled), architecture, labelColumnName, featureColumnName, settled);
    }

    private protected abstract DeepTask CreateTask(TrainerOptions options);
}
