using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

public static partial class StandardTrainersCatalog
{
    /// <summary>A binary classifier for each class against the others.</summary>
    public static OneVersusAllTrainer OneVersusAll<TModel>(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> binaryEstimator,
        string labelColumnName = DefaultColumnNames.Label,
        bool imputeMissingLabelsAsNegative = false,
        IEstimator<ISingleFeaturePredictionTransformer<ICalibrator>>? calibrator = null,
        int maximumCalibrationExampleCount = 1000000000,
        bool useProbabilities = true)
        where TModel : class
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(binaryEstimator, nameof(binaryEstimator));
        Contracts.CheckParam(calibrator == null, nameof(calibrator), "A calibrator is not supported here.");
        return new OneVersusAllTrainer(
            catalog.GetEnvironment(), binaryEstimator, labelColumnName, imputeMissingLabelsAsNegative, useProbabilities);
    }

    /// <summary>Naive Bayes on whether features are above 0.</summary>
    public static NaiveBayesMulticlassTrainer NaiveBayes(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        return new NaiveBayesMulticlassTrainer(catalog.GetEnvironment(), labelColumnName, featureColumnName);
    }

    /// <summary>The share of positive rows, whatever the features.</summary>
    public static PriorTrainer Prior(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string? exampleWeightColumnName = null)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        return new PriorTrainer(catalog.GetEnvironment(), labelColumnName, exampleWeightColumnName);
    }
}
