using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Compat.Tests.Learners;

/// <summary>Linear trainers reach the optimum, or lie around what the original reaches.</summary>
[TestClass]
public sealed class LinearTests
{
    [TestMethod]
    public void Lbfgs_ends_where_the_gradient_is_zero()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        var model = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = "Positive",
            L1Regularization = 0,
            L2Regularization = 0.5f,
            OptimizationTolerance = 1e-12f,
        }).Fit(data);
        float[] weights = [.. model.Model.SubModel.Weights];
        bool[] labels = [.. data.GetColumn<bool>("Positive")];
        float[][] rows = [.. data.GetColumn<float[]>("Features")];
        float[] probabilities = [.. model.Transform(data).GetColumn<float>("Probability")];
        for (int j = 0; j < weights.Length; j++)
        {
            double gradient = 0.5 * weights[j];
            for (int i = 0; i < rows.Length; i++)
                gradient += (probabilities[i] - (labels[i] ? 1 : 0)) * rows[i][j];
            Assert.AreEqual(0, gradient, 1e-3);
        }
    }

    [TestMethod]
    public void Enough_L1_regularization_leaves_no_weights()
    {
        var ml = new MLContext(1);
        var model = ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Positive", l1Regularization: 1000)
            .Fit(Iris.LoadNormalized(ml));
        Assert.IsTrue(model.Model.SubModel.Weights.All(w => w == 0));
        Assert.AreEqual(Math.Log(0.5), model.Model.SubModel.Bias, 1e-3);
    }

    [TestMethod]
    public void Non_negative_weights_are_not_negative()
    {
        var ml = new MLContext(1);
        var model = ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Positive", enforceNonNegativity: true)
            .Fit(Iris.LoadNormalized(ml));
        Assert.IsTrue(model.Model.SubModel.Weights.All(w => w >= 0));
        Assert.IsTrue(model.Model.SubModel.Weights.Any(w => w > 0));
    }

    [TestMethod]
    public void Training_goes_on_from_a_model()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        var trainer = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy();
        var model = trainer.Fit(data);
        var again = trainer.Fit(data, model.Model);
        Assert.AreEqual(ml.MulticlassClassification.Evaluate(model.Transform(data)).LogLoss,
            ml.MulticlassClassification.Evaluate(again.Transform(data)).LogLoss, 1e-3);
    }

    /// <summary>Of recorded runs of the original, which depend on the order of the rows.</summary>
    [TestMethod]
    public void Sdca_lies_around_what_the_original_reaches()
    {
        var losses = new List<(double Multiclass, double Binary, double RSquared)>();
        for (int seed = 1; seed <= 10; seed++)
        {
            var ml = new MLContext(seed);
            IDataView data = Iris.LoadNormalized(ml);
            losses.Add((
                ml.MulticlassClassification.Evaluate(ml.MulticlassClassification.Trainers
                    .SdcaMaximumEntropy(maximumNumberOfIterations: 50).Fit(data).Transform(data)).LogLoss,
                ml.BinaryClassification.Evaluate(ml.BinaryClassification.Trainers
                    .SdcaLogisticRegression("Positive", maximumNumberOfIterations: 50).Fit(data).Transform(data), "Positive").LogLoss,
                ml.Regression.Evaluate(ml.Regression.Trainers
                    .Sdca("Number", maximumNumberOfIterations: 50).Fit(data).Transform(data), "Number").RSquared));
        }

        Assert.AreEqual(0.4118, losses.Average(l => l.Multiclass), 0.02);
        Assert.AreEqual(0.4314, losses.Average(l => l.Binary), 0.02);
        Assert.IsGreaterThan(0.95, losses.Average(l => l.RSquared));
    }

    [TestMethod]
    public void A_calibrator_turns_scores_into_probabilities()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        IDataView scored = ml.BinaryClassification.Trainers.AveragedPerceptron("Positive")
            .Append(ml.BinaryClassification.Calibrators.Platt("Positive")).Fit(data).Transform(data);
        Assert.IsLessThan(0.4, ml.BinaryClassification.Evaluate(scored, "Positive").LogLoss);
        Assert.AreEqual(50, scored.GetColumn<float>("Probability").Sum(), 1);
    }

    [TestMethod]
    public void A_threshold_can_be_changed()
    {
        var ml = new MLContext(1);
        IDataView data = Iris.LoadNormalized(ml);
        var model = ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Positive").Fit(data);
        var never = ml.BinaryClassification.ChangeModelThreshold(model, float.MaxValue);
        Assert.IsFalse(never.Transform(data).GetColumn<bool>("PredictedLabel").Any(p => p));
    }
}
