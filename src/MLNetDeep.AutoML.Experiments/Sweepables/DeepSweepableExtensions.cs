using Microsoft.ML.AutoML;
using Microsoft.ML.SearchSpace;
using MicrosoftSpace = Microsoft.ML.SearchSpace.SearchSpace;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>The trainers of MLNetDeep as stages of a <see cref="SweepablePipeline"/>.</summary>
public static class DeepSweepableExtensions
{
    /// <summary>An architecture known by name, as a stage whose options are searched.</summary>
    /// <param name="catalog">The task: <c>ml.Deep().MulticlassClassification</c> and its like.</param>
    /// <param name="architecture">The key of one of <see cref="ArchitectureRegistry.All"/>, such as <c>mlp</c>.</param>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">The feature columns; null for every other one of a type that suits, where the architecture takes tables.</param>
    /// <param name="defaults">The options that are not searched, and where the search begins; copied. The architecture's defaults when null.</param>
    /// <param name="space">What is searched, under the names of options; <see cref="DeepSearchSpace.Of(string, TrainerOptions)"/> when null.</param>
    /// <exception cref="ArgumentException">There is no such architecture, its options are of another type or out of range, or it needs one feature column.</exception>
    public static SweepableEstimator Sweepable(
        this DeepTaskCatalog catalog,
        string architecture,
        string labelColumnName = "Label",
        IEnumerable<string>? featureColumnNames = null,
        TrainerOptions? defaults = null,
        MicrosoftSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        DeepTrainer template = catalog.FromArchitecture(ArchitectureRegistry.Get(architecture), labelColumnName, featureColumnNames, defaults);
        var stage = new DeepStage(catalog.GetType(), template);
        return new SweepableEstimator((context, parameter) => stage.Create(context, stage.Set(parameter)), space ?? DeepSearchSpace.Of(architecture, template.Options));
    }

    /// <summary>The architecture that takes these options, as a stage whose options are searched.</summary>
    /// <typeparam name="TOptions">The class of its options, such as <see cref="MlpOptions"/>.</typeparam>
    /// <param name="catalog">The task: <c>ml.Deep().MulticlassClassification</c> and its like.</param>
    /// <param name="labelColumnName">The label, of the type that the task wants.</param>
    /// <param name="featureColumnNames">The feature columns; null for every other one of a type that suits, where the architecture takes tables.</param>
    /// <param name="space">
    /// What is searched; the ranges and choices of the class when null. The default object of a space holds the options that are not searched; callbacks, tokens and validation sets in
    /// it are lost, since the space keeps it as JSON.
    /// </param>
    /// <exception cref="ArgumentException">No architecture takes these options, or it needs one feature column.</exception>
    public static SweepableEstimator Sweepable<TOptions>(
        this DeepTaskCatalog catalog, string labelColumnName = "Label", IEnumerable<string>? featureColumnNames = null, SearchSpace<TOptions>? space = null)
        where TOptions : TrainerOptions, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Architecture architecture = ArchitectureRegistry.All.FirstOrDefault(a => a.OptionsType == typeof(TOptions))
            ?? throw new ArgumentException($"No architecture takes {typeof(TOptions).Name}. Valid: {string.Join(", ", ArchitectureRegistry.All.Select(a => a.OptionsType.Name))}.");
        var stage = new DeepStage(catalog.GetType(), catalog.FromArchitecture(architecture, labelColumnName, featureColumnNames, new TOptions()));
        return new SweepableEstimator((context, parameter) => stage.Create(context, parameter.AsType<TOptions>()), space ?? new SearchSpace<TOptions>());
    }
}
