using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace MLNetDeep.AutoML;

/// <summary>The trainers of ML.NET that networks are searched beside and compared with.</summary>
internal static class ClassicalTrainers
{
    private static readonly SearchSpace _boosting = new(
    [
        new IntegerHyperparameter("Iterations", 20, 1000, log: true) { Default = 100 },
        new RealHyperparameter("LearningRate", 0.01, 0.3, log: true) { Default = 0.1 },
        new IntegerHyperparameter("Leaves", 4, 255, log: true) { Default = 31 },
        new IntegerHyperparameter("MinimumRowsPerLeaf", 2, 100, log: true) { Default = 20 },
        new RealHyperparameter("FeatureFraction", 0.4, 1) { Default = 1.0 },
        new RealHyperparameter("L2", 1e-3, 10, log: true) { Default = 1e-2 },
    ]);

    private static readonly SearchSpace _trees = new(
    [
        new IntegerHyperparameter("Trees", 20, 500, log: true) { Default = 100 },
        new RealHyperparameter("LearningRate", 0.02, 0.5, log: true) { Default = 0.2 },
        new IntegerHyperparameter("Leaves", 4, 128, log: true) { Default = 20 },
        new IntegerHyperparameter("MinimumRowsPerLeaf", 1, 50, log: true) { Default = 10 },
    ]);

    private static readonly SearchSpace _forest = new(
    [
        new IntegerHyperparameter("Trees", 50, 500, log: true) { Default = 100 },
        new IntegerHyperparameter("Leaves", 8, 256, log: true) { Default = 20 },
        new IntegerHyperparameter("MinimumRowsPerLeaf", 1, 50, log: true) { Default = 10 },
    ]);

    private static readonly SearchSpace _perceptron = new(
    [
        new RealHyperparameter("LearningRate", 0.01, 10, log: true) { Default = 1.0 },
        new IntegerHyperparameter("Iterations", 1, 100, log: true) { Default = 10 },
    ]);

    private const float NoWeights = 1e9f;

    // What every model must beat: it learns nothing from the features.
    private static readonly SearchSpace _nothing = new([]);

    private static readonly SearchSpace _linear = new(
    [
        new RealHyperparameter("L2", 1e-6, 10, log: true) { Default = 1e-2 },
        new RealHyperparameter("L1", 1e-6, 1, log: true) { Default = 1e-4 },
    ]);

    public static IReadOnlyList<ClassicalTrainer> Binary { get; } =
    [
        new VectorTrainer("lightgbm", "LightGbm", _boosting, (ml, label, features, v, seed, threads) =>
            ml.BinaryClassification.Trainers.LightGbm(Boosting(new LightGbmBinaryTrainer.Options(), label, features, v, seed, threads))),
        new VectorTrainer("fasttree", "FastTree", _trees, (ml, label, features, v, seed, threads) =>
            ml.BinaryClassification.Trainers.FastTree(Trees(new FastTreeBinaryTrainer.Options(), label, features, v, seed, threads))),
        new VectorTrainer("fastforest", "FastForest", _forest, (ml, label, features, v, seed, threads) => Calibrated(ml, label, ml.BinaryClassification.Trainers.FastForest(
            Forest(new FastForestBinaryTrainer.Options(), label, features, v, seed, threads)))),
        new VectorTrainer("sdca", "Sdca", _linear, (ml, label, features, v, seed, threads) => ml.BinaryClassification.Trainers.SdcaLogisticRegression(
            new SdcaLogisticRegressionBinaryTrainer.Options { LabelColumnName = label, FeatureColumnName = features, NumberOfThreads = Threads(threads) }), NeedsScaling: true),
        new VectorTrainer("lbfgs", "Lbfgs", _linear, (ml, label, features, v, seed, threads) => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
            label, features, l1Regularization: (float)v.Real("L1", 1), l2Regularization: (float)v.Real("L2", 1)), NeedsScaling: true),
        new VectorTrainer("perceptron", "AveragedPerceptron", _perceptron, (ml, label, features, v, seed, threads) => Calibrated(ml, label, Perceptron(ml, label, features, v)), NeedsScaling: true),
        new NaiveBayesLogisticRegression(),
        new VectorTrainer("constant", "Constant", _nothing, (ml, label, features, v, seed, threads) => ml.BinaryClassification.Trainers.Prior(label)),
    ];

    public static IReadOnlyList<ClassicalTrainer> Multiclass { get; } =
    [
        new VectorTrainer("lightgbm", "LightGbm", _boosting, (ml, label, features, v, seed, threads) =>
            ml.MulticlassClassification.Trainers.LightGbm(Boosting(new LightGbmMulticlassTrainer.Options(), label, features, v, seed, threads))),
        // ML.NET has no FastTree for many classes: one tree ensemble for each class.
        new VectorTrainer("fasttree", "FastTree", _trees, (ml, label, features, v, seed, threads) => ml.MulticlassClassification.Trainers.OneVersusAll(
            ml.BinaryClassification.Trainers.FastTree(Trees(new FastTreeBinaryTrainer.Options(), label, features, v, seed, threads)), label)),
        new VectorTrainer("fastforest", "FastForest", _forest, (ml, label, features, v, seed, threads) => ml.MulticlassClassification.Trainers.OneVersusAll(
            ml.BinaryClassification.Trainers.FastForest(Forest(new FastForestBinaryTrainer.Options(), label, features, v, seed, threads)), label)),
        new VectorTrainer("sdca", "Sdca", _linear, (ml, label, features, v, seed, threads) => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(
            new SdcaMaximumEntropyMulticlassTrainer.Options { LabelColumnName = label, FeatureColumnName = features, NumberOfThreads = Threads(threads) }), NeedsScaling: true),
        new VectorTrainer("lbfgs", "Lbfgs", _linear, (ml, label, features, v, seed, threads) => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            label, features, l1Regularization: (float)v.Real("L1", 1), l2Regularization: (float)v.Real("L2", 1)), NeedsScaling: true),
        new VectorTrainer("perceptron", "AveragedPerceptron", _perceptron, (ml, label, features, v, seed, threads) =>
            ml.MulticlassClassification.Trainers.OneVersusAll(Perceptron(ml, label, features, v), label), NeedsScaling: true),
        new NaiveBayesLogisticRegression(),
        new VectorTrainer("constant", "Constant", _nothing, (ml, label, features, v, seed, threads) =>
            // So strict an L1 leaves the intercepts alone, which are not regularized.
            ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(label, features, l1Regularization: NoWeights, l2Regularization: 0), NeedsScaling: true),
    ];

    public static IReadOnlyList<ClassicalTrainer> Regression { get; } =
    [
        new VectorTrainer("lightgbm", "LightGbm", _boosting, (ml, label, features, v, seed, threads) =>
            ml.Regression.Trainers.LightGbm(Boosting(new LightGbmRegressionTrainer.Options(), label, features, v, seed, threads))),
        new VectorTrainer("fasttree", "FastTree", _trees, (ml, label, features, v, seed, threads) =>
            ml.Regression.Trainers.FastTree(Trees(new FastTreeRegressionTrainer.Options(), label, features, v, seed, threads))),
        new VectorTrainer("fastforest", "FastForest", _forest, (ml, label, features, v, seed, threads) =>
            ml.Regression.Trainers.FastForest(Forest(new FastForestRegressionTrainer.Options(), label, features, v, seed, threads))),
        new VectorTrainer("sdca", "Sdca", _linear, (ml, label, features, v, seed, threads) => ml.Regression.Trainers.Sdca(
            new SdcaRegressionTrainer.Options { LabelColumnName = label, FeatureColumnName = features, NumberOfThreads = Threads(threads) }), NeedsScaling: true),
        // Boosting begins with the mean; leaves of so many rows add nothing to it.
        new VectorTrainer("constant", "Constant", _nothing, (ml, label, features, v, seed, threads) => ml.Regression.Trainers.LightGbm(
            new LightGbmRegressionTrainer.Options { LabelColumnName = label, FeatureColumnName = features, NumberOfIterations = 1, MinimumExampleCountPerLeaf = int.MaxValue / 2, Silent = true })),
    ];

    private static int? Threads(int threads) => threads > 0 ? threads : null;

    private static TOptions Boosting<TOptions, TOutput, TTransformer, TModel>(
        LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase options, string label, string features, ConfigurationReader v, int seed, int threads)
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        (options.LabelColumnName, options.FeatureColumnName, options.Seed, options.NumberOfThreads, options.Silent) = (label, features, seed, Threads(threads), true);
        options.NumberOfIterations = v.Whole("Iterations", options.NumberOfIterations);
        // Left to LightGBM's own rules, which depend on the rows, where a configuration does not say them.
        options.LearningRate = v.Real("LearningRate", double.NaN) is var rate && double.IsNaN(rate) ? options.LearningRate : rate;
        options.NumberOfLeaves = v.Whole("Leaves", 0) is var leaves and > 0 ? leaves : options.NumberOfLeaves;
        options.MinimumExampleCountPerLeaf = v.Whole("MinimumRowsPerLeaf", 0) is var rows and > 0 ? rows : options.MinimumExampleCountPerLeaf;
        options.Booster = new GradientBooster.Options { FeatureFraction = v.Real("FeatureFraction", 1), L2Regularization = v.Real("L2", 0.01) };
        return (TOptions)options;
    }

    private static TOptions Trees<TOptions>(TOptions options, string label, string features, ConfigurationReader v, int seed, int threads)
        where TOptions : BoostedTreeOptions
    {
        Tree(options, label, features, v, seed, threads);
        options.LearningRate = v.Real("LearningRate", options.LearningRate);
        return options;
    }

    private static TOptions Forest<TOptions>(TOptions options, string label, string features, ConfigurationReader v, int seed, int threads)
        where TOptions : TreeOptions
    {
        Tree(options, label, features, v, seed, threads);
        return options;
    }

    private static void Tree(TreeOptions options, string label, string features, ConfigurationReader v, int seed, int threads)
    {
        (options.LabelColumnName, options.FeatureColumnName, options.Seed, options.NumberOfThreads) = (label, features, seed, Threads(threads));
        options.NumberOfTrees = v.Whole("Trees", options.NumberOfTrees);
        options.NumberOfLeaves = v.Whole("Leaves", options.NumberOfLeaves);
        options.MinimumExampleCountPerLeaf = v.Whole("MinimumRowsPerLeaf", options.MinimumExampleCountPerLeaf);
    }

    private static AveragedPerceptronTrainer Perceptron(MLContext ml, string label, string features, ConfigurationReader v) => ml.BinaryClassification.Trainers.AveragedPerceptron(
        label, features, learningRate: (float)v.Real("LearningRate", 1), numberOfIterations: v.Whole("Iterations", 10));

    // Forests and perceptrons have scores without probabilities.
    private static IEstimator<ITransformer> Calibrated(MLContext ml, string label, IEstimator<ITransformer> trainer) =>
        trainer.Append(ml.BinaryClassification.Calibrators.Platt(label, "Score"));
}
