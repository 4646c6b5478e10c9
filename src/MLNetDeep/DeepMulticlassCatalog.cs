using Microsoft.ML;
using MLNetDeep.Architectures;
using MLNetDeep.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep;

/// <summary>Trainers that tell one of several classes. Each architecture adds its methods in its own folder.</summary>
public sealed partial class DeepMulticlassCatalog
{
    private readonly MLContext _context;

    internal DeepMulticlassCatalog(MLContext context) => _context = context;

    /// <summary>Trains a module of your own.</summary>
    /// <param name="labelColumnName">The label: a key column, as <c>MapValueToKey</c> makes it.</param>
    /// <param name="featureColumnName">A numeric column, or images (MLImage, path or encoded bytes).</param>
    /// <param name="factory">
    /// Makes the module from the shapes of the data. Its input is [rows, width] for a <see cref="TableShape"/> and
    /// [rows, channels, height, width] for an <see cref="ImageShape"/>; its output is one raw score (logit) per class.
    /// Called once per fit, after the seed is set.
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
    /// <param name="labelColumnName">The label: a key column, as <c>MapValueToKey</c> makes it.</param>
    /// <param name="featureColumnName">What the network eats.</param>
    /// <param name="options">Of the architecture's own type; its defaults when null.</param>
    public DeepTrainer FromArchitecture(Architecture architecture, string labelColumnName, string featureColumnName, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return new DeepTrainer(_context, new MulticlassTask(), architecture, labelColumnName, featureColumnName, options ?? architecture.CreateOptions());
    }
}
