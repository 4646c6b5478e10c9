using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests.Learners;

/// <summary>Cross-validation of every task.</summary>
[TestClass]
public sealed class CrossValidationTests
{
    [TestMethod]
    public void Every_row_is_held_out_once()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        var results = ml.MulticlassClassification.CrossValidate(
            data, ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(), numberOfFolds: 4);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, results.Select(r => r.Fold).ToArray());
        long rows = results.Sum(r => r.ScoredHoldOutSet.GetColumn<float>("Class").LongCount());
        Assert.AreEqual(150, rows);
        foreach (var result in results)
        {
            Assert.IsGreaterThan(0.8, result.Metrics.MicroAccuracy);
            var again = ml.MulticlassClassification.Evaluate(result.ScoredHoldOutSet);
            Assert.AreEqual(again.LogLoss, result.Metrics.LogLoss);
            Assert.AreEqual(again.MicroAccuracy,
                ml.MulticlassClassification.Evaluate(result.Model.Transform(result.ScoredHoldOutSet)).MicroAccuracy);
        }
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_folds()
    {
        double[] Losses()
        {
            var ml = new MLContext(1);
            return [.. ml.MulticlassClassification.CrossValidate(
                Iris.LoadNormalized(ml), ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(), 3, seed: 5)
                .Select(r => r.Metrics.LogLoss)];
        }

        CollectionAssert.AreEqual(Losses(), Losses());
    }

    [TestMethod]
    public void Binary_and_regression_tasks_have_their_metrics()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        var calibrated = ml.BinaryClassification.CrossValidate(
            data, ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Positive"), 3, "Positive");
        Assert.IsTrue(calibrated.All(r => r.Metrics.AreaUnderRocCurve > 0.9));
        var raw = ml.BinaryClassification.CrossValidateNonCalibrated(
            data, ml.BinaryClassification.Trainers.AveragedPerceptron("Positive"), 3, "Positive");
        Assert.IsTrue(raw.All(r => r.Metrics.AreaUnderRocCurve > 0.9));
        var numbers = ml.Regression.CrossValidate(data, ml.Regression.Trainers.FastTree("Number"), 3, "Number");
        Assert.IsTrue(numbers.All(r => r.Metrics.RSquared > 0.8));
    }

    [TestMethod]
    public void One_fold_is_refused()
    {
        var ml = new MLContext();
        var e = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.MulticlassClassification.CrossValidate(
            Iris.Load(ml), ml.MulticlassClassification.Trainers.NaiveBayes(), numberOfFolds: 1));
        Assert.AreEqual("numberOfFolds", e.ParamName);
    }
}
