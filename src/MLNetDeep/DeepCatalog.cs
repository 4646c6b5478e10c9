using Microsoft.ML;

namespace MLNetDeep;

/// <summary>What <c>mlContext.Deep()</c> offers: trainers by task, and saving with weights.</summary>
public sealed partial class DeepCatalog
{
    internal DeepCatalog(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        AnomalyDetection = new DeepAnomalyCatalog(context);
        BinaryClassification = new DeepBinaryCatalog(context);
        MultiLabelClassification = new DeepMultiLabelCatalog(context);
        Forecasting = new DeepForecastingCatalog(context);
        Generative = new DeepGenerativeCatalog(context);
        Graphs = new DeepGraphsCatalog(context);
        Regression = new DeepRegressionCatalog(context);
        MulticlassClassification = new DeepMulticlassCatalog(context);
        Model = new DeepModelCatalog(context);
        Tagging = new DeepTaggingCatalog(context);
        Transforms = new DeepTransformsCatalog(context);
    }

    /// <summary>Trainers that tell one of several classes.</summary>
    public DeepMulticlassCatalog MulticlassClassification { get; }

    /// <summary>Trainers that tell true from false.</summary>
    public DeepBinaryCatalog BinaryClassification { get; }

    /// <summary>Trainers that tell which of several labels a row has, any number at once.</summary>
    public DeepMultiLabelCatalog MultiLabelClassification { get; }

    /// <summary>Trainers that predict numbers, or their quantiles.</summary>
    public DeepRegressionCatalog Regression { get; }

    /// <summary>Taggers of words, such as of named entities.</summary>
    public DeepTaggingCatalog Tagging { get; }

    /// <summary>Models that tell rows which are unlike those of the training.</summary>
    public DeepAnomalyCatalog AnomalyDetection { get; }

    /// <summary>Forecasters of time series.</summary>
    public DeepForecastingCatalog Forecasting { get; }

    /// <summary>Models that learn what rows are like, and make new ones.</summary>
    public DeepGenerativeCatalog Generative { get; }

    /// <summary>Graphs, such as molecules: files of them.</summary>
    public DeepGraphsCatalog Graphs { get; }

    /// <summary>Saving and loading models together with their weights and options.</summary>
    public DeepModelCatalog Model { get; }

    /// <summary>Steps of pipelines that are no trainers.</summary>
    public DeepTransformsCatalog Transforms { get; }

    internal MLContext Context { get; }
}
