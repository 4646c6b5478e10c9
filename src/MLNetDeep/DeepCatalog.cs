using Microsoft.ML;

namespace MLNetDeep;

/// <summary>What <c>mlContext.Deep()</c> offers: trainers by task, and saving with weights.</summary>
public sealed partial class DeepCatalog
{
    internal DeepCatalog(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        MulticlassClassification = new DeepMulticlassCatalog(context);
        Model = new DeepModelCatalog(context);
    }

    /// <summary>Trainers that tell one of several classes.</summary>
    public DeepMulticlassCatalog MulticlassClassification { get; }

    /// <summary>Saving and loading models together with their weights and options.</summary>
    public DeepModelCatalog Model { get; }

    internal MLContext Context { get; }
}
