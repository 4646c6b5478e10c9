using Microsoft.ML;
using Microsoft.ML.SearchSpace;

namespace MLNetDeep.AutoML.Experiments;

/// <summary>Makes a trainer anew for each trial, in the trial's own context, and tells it who listens to its epochs.</summary>
/// <param name="catalogType">The task, as the type of its catalog.</param>
/// <param name="template">The trainer with the options that are not searched.</param>
internal sealed class DeepStage(Type catalogType, DeepTrainer template)
{
    public TrainerOptions Set(Parameter parameter)
    {
        TrainerOptions options = template.Options;
        OptionTexts.Apply(options, parameter);
        return options;
    }

    public DeepTrainer Create(MLContext context, TrainerOptions options)
    {
        TrialHooks.Of(context)?.Attach(options);
        return Catalog(context).FromArchitecture(template.Architecture, template.LabelColumnName, template.FeatureColumnNames, options);
    }

    // Each task is a property of DeepCatalog: one that is added needs nothing here.
    private DeepTaskCatalog Catalog(MLContext context) =>
        (DeepTaskCatalog)typeof(DeepCatalog).GetProperties().First(p => p.PropertyType == catalogType).GetValue(context.Deep())!;
}
