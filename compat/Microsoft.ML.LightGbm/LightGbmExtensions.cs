using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.LightGbm;

namespace Microsoft.ML;

/// <summary>The trainers of gradient boosted trees.</summary>
public static class LightGbmExtensions
{
    /// <summary>Gradient boosted trees for several classes.</summary>
    public static LightGbmMulticlassTrainer LightGbm(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int? numberOfLeaves = null,
        int? minimumExampleCountPerLeaf = null,
        double? learningRate = null,
        int numberOfIterations = 100)
        => catalog.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
            NumberOfIterations = numberOfIterations,
        });

    public static LightGbmMulticlassTrainer LightGbm(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, LightGbmMulticlassTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new LightGbmMulticlassTrainer(catalog.GetEnvironment(), options);
    }

    /// <summary>Gradient boosted trees for two classes.</summary>
    public static LightGbmBinaryTrainer LightGbm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int? numberOfLeaves = null,
        int? minimumExampleCountPerLeaf = null,
        double? learningRate = null,
        int numberOfIterations = 100)
        => catalog.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
            NumberOfIterations = numberOfIterations,
        });

    public static LightGbmBinaryTrainer LightGbm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, LightGbmBinaryTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new LightGbmBinaryTrainer(catalog.GetEnvironment(), options);
    }

    /// <summary>Gradient boosted trees for a number.</summary>
    public static LightGbmRegressionTrainer LightGbm(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int? numberOfLeaves = null,
        int? minimumExampleCountPerLeaf = null,
        double? learningRate = null,
        int numberOfIterations = 100)
        => catalog.LightGbm(new LightGbmRegressionTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
            NumberOfIterations = numberOfIterations,
        });

    public static LightGbmRegressionTrainer LightGbm(
        this RegressionCatalog.RegressionTrainers catalog, LightGbmRegressionTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new LightGbmRegressionTrainer(catalog.GetEnvironment(), options);
    }
}
