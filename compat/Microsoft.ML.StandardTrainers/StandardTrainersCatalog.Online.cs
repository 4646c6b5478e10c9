using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

public static partial class StandardTrainersCatalog
{
    /// <summary>The averaged perceptron.</summary>
    public static AveragedPerceptronTrainer AveragedPerceptron(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        IClassificationLoss? lossFunction = null,
        float learningRate = 1,
        bool decreaseLearningRate = false,
        float l2Regularization = 0,
        int numberOfIterations = 10)
        => catalog.AveragedPerceptron(new AveragedPerceptronTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            LossFunction = lossFunction ?? new LogLoss(),
            LearningRate = learningRate,
            DecreaseLearningRate = decreaseLearningRate,
            L2Regularization = l2Regularization,
            NumberOfIterations = numberOfIterations,
        });

    public static AveragedPerceptronTrainer AveragedPerceptron(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, AveragedPerceptronTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new AveragedPerceptronTrainer(catalog.GetEnvironment(), options);
    }

    /// <summary>The linear support vector machine.</summary>
    public static LinearSvmTrainer LinearSvm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        string? exampleWeightColumnName = null,
        int numberOfIterations = 1)
        => catalog.LinearSvm(new LinearSvmTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            NumberOfIterations = numberOfIterations,
        });

    public static LinearSvmTrainer LinearSvm(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, LinearSvmTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new LinearSvmTrainer(catalog.GetEnvironment(), options);
    }

    /// <summary>Linear regression by gradient steps row by row.</summary>
    public static OnlineGradientDescentTrainer OnlineGradientDescent(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = DefaultColumnNames.Label,
        string featureColumnName = DefaultColumnNames.Features,
        IRegressionLoss? lossFunction = null,
        float learningRate = 0.1f,
        bool decreaseLearningRate = true,
        float l2Regularization = 0,
        int numberOfIterations = 1)
        => catalog.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            LossFunction = lossFunction,
            LearningRate = learningRate,
            DecreaseLearningRate = decreaseLearningRate,
            L2Regularization = l2Regularization,
            NumberOfIterations = numberOfIterations,
        });

    public static OnlineGradientDescentTrainer OnlineGradientDescent(
        this RegressionCatalog.RegressionTrainers catalog, OnlineGradientDescentTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new OnlineGradientDescentTrainer(catalog.GetEnvironment(), options);
    }
}
