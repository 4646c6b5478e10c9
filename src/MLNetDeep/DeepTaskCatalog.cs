using Microsoft.ML;
using MLNetDeep.Architectures;
using MLNetDeep.Inputs;
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
    /// <see cref="OutputShape.Size"/>: logits for classes and labels, values for targets. An ensemble gives [rows, members, outputs]: its
    /// members learn apart and are pooled when they score. Called once per fit, after the seed is set.
    /// </param>
    /// <param name="options">
    /// How to train. With <see cref="ImageTrainerOptions"/> a numeric vector is taken as an image, with <see cref="TableTrainerOptions"/>
    /// the column as a table: missing values, categories and dates are welcome, and numbers are encoded.
    /// </param>
    public DeepTrainer FromModule(string labelColumnName, string featureColumnName,
        Func<ModuleContext, Module<Tensor, Tensor>> factory, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return FromArchitecture(new ModuleArchitecture(factory, InputKinds.OfOptions(options)), labelColumnName, featureColumnName, options);
    }

    /// <summary>Trains a module of your own on a table: numbers, categories, flags and dates in any number of columns.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">The columns; null for every other one of a type that suits.</param>
    /// <param name="factory">
    /// Makes the module from the shapes of the data. Its input is [rows, width] as <see cref="TableShape"/> says: encoded numbers, then
    /// codes of categories. Called once per fit, after the seed is set.
    /// </param>
    /// <param name="options">How to encode and to train; defaults when null.</param>
    public DeepTrainer FromModule(string labelColumnName, IEnumerable<string>? featureColumnNames,
        Func<ModuleContext, Module<Tensor, Tensor>> factory, TableTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return FromArchitecture(new ModuleArchitecture(factory, InputKinds.OfShape(typeof(TableShape))), labelColumnName, featureColumnNames, options);
    }

    /// <summary>Trains a module of your own over several inputs, such as an image and a text.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="parts">
    /// The inputs: columns, and options that say what they are taken as, as in <c>[new("Photo", new ImageTrainerOptions()), new("Title", new TextTrainerOptions())]</c>.
    /// </param>
    /// <param name="factory">
    /// Makes the module from the shapes of the data: the input is a <see cref="CombinedShape"/>. Its forward takes a <see cref="CombinedBatch"/>, which has for each input the
    /// tensor that a module over that input alone would get. Saving needs <see cref="Onnx.ICombinedOnnxExportable"/>. Called once per fit, after the seed is set.
    /// </param>
    /// <param name="options">How to train; defaults when null. Its own Parts do not count.</param>
    public DeepTrainer FromModule(string labelColumnName, InputParts parts, Func<ModuleContext, Module<CombinedBatch, Tensor>> factory, CombinedTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(factory);
        var settled = (CombinedTrainerOptions)(options ?? new CombinedTrainerOptions()).Clone();
        settled.Parts = parts;
        return FromArchitecture(new ModuleArchitecture(factory, InputKinds.OfOptions(settled)), labelColumnName, default(IEnumerable<string>), settled);
    }

    /// <summary>Trains a module of your own on graphs, one a row.</summary>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="factory">
    /// Makes the module from the shapes of the data: the input is a <see cref="GraphShape"/>. Its forward takes a <see cref="GraphBatch"/>, all graphs of a mini-batch joined, and gives a row of raw outputs for each graph.
    /// Saving needs <see cref="Onnx.IGraphOnnxExportable"/>. Called once per fit, after the seed is set.
    /// </param>
    /// <param name="options">The columns of the graphs, and how to train; defaults when null.</param>
    public DeepTrainer FromModule(string labelColumnName, Func<ModuleContext, Module<GraphBatch, Tensor>> factory, GraphTrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return FromArchitecture(new ModuleArchitecture(factory, InputKinds.OfShape(typeof(GraphShape))), labelColumnName, default(IEnumerable<string>), options);
    }

    /// <summary>Trains an architecture that is known by name, as the command line and sweeps do.</summary>
    /// <param name="architecture">One of <see cref="ArchitectureRegistry.All"/>.</param>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnName">The feature column.</param>
    /// <param name="options">Of the architecture's own type; its defaults when null.</param>
    public DeepTrainer FromArchitecture(Architecture architecture, string labelColumnName, string featureColumnName, TrainerOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        return FromArchitecture(architecture, labelColumnName, [featureColumnName], options);
    }

    /// <summary>Trains an architecture for tables that is known by name.</summary>
    /// <param name="architecture">One of <see cref="ArchitectureRegistry.All"/>. One that takes no tables takes a single column.</param>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">
    /// The feature columns; null for every other one of a type that suits, beside the label and the weights of rows.
    /// </param>
    /// <param name="options">Of the architecture's own type; its defaults when null.</param>
    public DeepTrainer FromArchitecture(Architecture architecture, string labelColumnName, IEnumerable<string>? featureColumnNames, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        var settled = options ?? architecture.CreateOptions();
        string[]? names = featureColumnNames is null ? null : [.. featureColumnNames];
        return new DeepTrainer(Context, CreateTask(settled), architecture, labelColumnName, names, settled);
    }

    private protected abstract DeepTask CreateTask(TrainerOptions options);
}
