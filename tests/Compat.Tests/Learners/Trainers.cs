using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Learners;

/// <summary>Every trainer there is, by name, for the tests that all have to pass.</summary>
internal static class Trainers
{
    private const string Positive = "Positive";
    private const string Number = "Number";

    private static readonly Dictionary<string, Func<MLContext, IEstimator<ITransformer>>> s_all = new()
    {
        ["LbfgsMaximumEntropy"] = ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(),
        ["SdcaMaximumEntropy"] = ml => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(),
        ["NaiveBayes"] = ml => ml.MulticlassClassification.Trainers.NaiveBayes(),
        ["LightGbm"] = ml => ml.MulticlassClassification.Trainers.LightGbm(numberOfIterations: 10),
        ["LightGbm softmax"] = ml => ml.MulticlassClassification.Trainers.LightGbm(
            new Microsoft.ML.Trainers.LightGbm.LightGbmMulticlassTrainer.Options { UseSoftmax = true, NumberOfIterations = 10 }),
        ["OneVersusAll FastTree"] = ml => ml.MulticlassClassification.Trainers.OneVersusAll(
            ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 10)),
        ["OneVersusAll perceptron"] = ml => ml.MulticlassClassification.Trainers.OneVersusAll(
            ml.BinaryClassification.Trainers.AveragedPerceptron()),
        ["LbfgsLogisticRegression"] = ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression(Positive),
        ["SdcaLogisticRegression"] = ml => ml.BinaryClassification.Trainers.SdcaLogisticRegression(Positive),
        ["AveragedPerceptron"] = ml => ml.BinaryClassification.Trainers.AveragedPerceptron(Positive),
        ["LinearSvm"] = ml => ml.BinaryClassification.Trainers.LinearSvm(Positive),
        ["Prior"] = ml => ml.BinaryClassification.Trainers.Prior(Positive),
        ["FastTree binary"] = ml => ml.BinaryClassification.Trainers.FastTree(Positive, numberOfTrees: 10),
        ["FastForest binary"] = ml => ml.BinaryClassification.Trainers.FastForest(Positive, numberOfTrees: 10),
        ["LightGbm binary"] = ml => ml.BinaryClassification.Trainers.LightGbm(Positive, numberOfIterations: 10),
        ["Sdca"] = ml => ml.Regression.Trainers.Sdca(Number),
        ["OnlineGradientDescent"] = ml => ml.Regression.Trainers.OnlineGradientDescent(Number, learningRate: 0.01f),
        ["LbfgsPoissonRegression"] = ml => ml.Regression.Trainers.LbfgsPoissonRegression(Number),
        ["FastTree regression"] = ml => ml.Regression.Trainers.FastTree(Number, numberOfTrees: 10),
        ["LightGbm regression"] = ml => ml.Regression.Trainers.LightGbm(Number, numberOfIterations: 10),
    };

    public static IEnumerable<object[]> Names => s_all.Keys.Select(name => new object[] { name });

    public static IEstimator<ITransformer> Create(MLContext ml, string name) => s_all[name](ml);

    /// <summary>All scores of a view, one array a row.</summary>
    public static float[][] ScoresOf(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? [.. scored.GetColumn<float[]>("Score")]
        : [.. scored.GetColumn<float>("Score").Select(s => new[] { s })];
}
