using Microsoft.ML;
using MLNetDeep.Tasks;

namespace MLNetDeep.Tests.Tasks;

[TestClass]
public sealed class CalibrationTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Too_sure_a_network_is_made_less_sure()
    {
        // Few rows, many epochs, nothing held back by early stopping: the network learns the noise by heart.
        var options = new TrainerOptions { MaxEpochs = 150, LearningRate = 3e-2, WeightDecay = 0, Patience = 0, Seed = 1, ValidationFraction = 0 };
        options.ValidationSet = _ml.Data.LoadFromEnumerable(TaskRows.Create(500, 3));
        var data = _ml.Data.LoadFromEnumerable(TaskRows.Create(60));
        using var model = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", TaskRows.Network, options).Fit(data);
        var calibration = model.History.Calibration!;
        Assert.IsTrue(calibration.LossAfter <= calibration.LossBefore);
        Assert.AreEqual(500, calibration.Rows);

        var (before, after) = _ml.Deep().BinaryClassification.EvaluateCalibration(model, options.ValidationSet);
        foreach (var (expected, actual) in new[]
        {
            (calibration.ErrorBefore, before.ExpectedCalibrationError), (calibration.ErrorAfter, after.ExpectedCalibrationError),
            (calibration.LossBefore, before.LogLoss), (calibration.LossAfter, after.LogLoss),
        }) Assert.AreEqual(expected, actual, 1e-3);
    }

    [TestMethod]
    public void Of_many_classes_too()
    {
        var rows = _ml.Data.LoadFromEnumerable(TaskRows.Create(300));
        var data = _ml.Transforms.Conversion.MapValueToKey("Kind").Fit(rows).Transform(rows);
        using var model = _ml.Deep().MulticlassClassification.FromModule("Kind", "Features", TaskRows.Network, TaskRows.Quick).Fit(data);
        Assert.AreNotEqual(1, model.History.Calibration!.Temperature);
        var (before, after) = _ml.Deep().MulticlassClassification.EvaluateCalibration(model, data);
        Assert.AreNotEqual(before.LogLoss, after.LogLoss);
        Assert.AreEqual(_ml.MulticlassClassification.Evaluate(model.Transform(data), "Kind").LogLoss, after.LogLoss, 1e-4);
    }

    [TestMethod]
    public void The_error_is_that_of_the_definition()
    {
        var error = new CalibrationError();
        foreach (var hit in new[] { true, true, true, false }) error.Add(0.9, hit);
        foreach (var hit in new[] { true, false }) error.Add(0.6, hit);
        Assert.AreEqual(((4 * 0.15) + (2 * 0.1)) / 6, error.Expected, 1e-12);
        Assert.AreEqual(0.15, error.Largest, 1e-12);
    }
}
