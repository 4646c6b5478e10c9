using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;

namespace Microsoft.ML;

/// <summary>The trainers of trees.</summary>
public static class TreeExtensions
{
    /// <summary>Boosted trees for two classes.</summary>
    public static FastTreeBinaryTrainer FastTree(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int numberOfLeaves = 20,
        int numberOfTrees = 100,
        int minimumExampleCountPerLeaf = 10,
        double learningRate = 0.2)
        => catalog.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            NumberOfTrees = numberOfTrees,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
        });

    public static FastTreeBinaryTrainer FastTree(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, FastTreeBinaryTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new FastTreeBinaryTrainer(catalog.GetEnvironment(), options);
    }

    /// <summary>Boosted trees for a number.</summary>
    public static FastTreeRegressionTrainer FastTree(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int numberOfLeaves = 20,
        int numberOfTrees = 100,
        int minimumExampleCountPerLeaf = 10,
        double learningRate = 0.2)
        => catalog.FastTree(new FastTreeRegressionTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            NumberOfTrees = numberOfTrees,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
        });

    public static FastTreeRegressionTrainer FastTree(
        this RegressionCatalog.RegressionTrainers catalog, FastTreeRegressionTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new FastTreeRegressionTrainer(catalog.GetEnvironment(), options);
    }

    /// <summary>Boosted trees for an order within groups.</summary>
    public static FastTreeRankingTrainer FastTree(
        this RankingCatalog.RankingTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string rowGroupColumnName = DefaultColumnNames.GroupId,
        string? exampleWeightColumnName = null,
        int numberOfLeaves = 20,
        int numberOfTrees = 100,
        int minimumExampleCountPerLeaf = 10,
        double learningRate = 0.2)
        => catalog.FastTree(new FastTreeRankingTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            RowGroupColumnName = rowGroupColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            NumberOfTrees = numberOfTrees,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
            LearningRate = learningRate,
        });

    public static FastTreeRankingTrainer FastTree(
        this RankingCatalog.RankingTrainers catalog, FastTreeRankingTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new FastTreeRankingTrainer(catalog.GetEnvironment(), options);
    }

    /// <summary>A forest for two classes.</summary>
    public static FastForestBinaryTrainer FastForest(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int numberOfLeaves = 20,
        int numberOfTrees = 100,
        int minimumExampleCountPerLeaf = 10)
        => catalog.FastForest(new FastForestBinaryTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfLeaves = numberOfLeaves,
            NumberOfTrees = numberOfTrees,
            MinimumExampleCountPerLeaf = minimumExampleCountPerLeaf,
        });

    public static FastForestBinaryTrainer FastForest(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, FastForestBinaryTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new FastForestBinaryTrainer(catalog.GetEnvironment(), options);
    }
}
