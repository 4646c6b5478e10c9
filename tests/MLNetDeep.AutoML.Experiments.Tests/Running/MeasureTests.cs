using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace MLNetDeep.AutoML.Experiments.Tests.Running;

[TestClass]
public sealed class MeasureTests
{
    private static readonly EpochResult Epoch = new(
        1, new Dictionary<string, double> { ["ValidationLoss"] = 5, ["ValidationAccuracy"] = 0.75, ["ValidationRootMeanSquaredError"] = 3 }, 0, 0, true);

    [TestMethod]
    [DataRow("Accuracy", true, 0.75, "Accuracy", true)]
    [DataRow("MicroAccuracy", true, 0.75, "MicroAccuracy", true)]
    [DataRow("RootMeanSquaredError", false, 3.0, "RootMeanSquaredError", false)]
    [DataRow("MeanSquaredError", false, 9.0, "MeanSquaredError", false)]
    [DataRow("AreaUnderRocCurve", true, 5.0, "ValidationLoss", false)]
    public void An_epoch_is_reported_in_the_metric_of_the_experiment_or_as_its_loss(string name, bool maximize, double value, string reported, bool reportedMaximize)
    {
        Measure measure = Measure.Of(new Metric(name, maximize));
        Assert.AreEqual(value, measure.Of(Epoch));
        Assert.AreEqual(new Objective(name, maximize), measure.Objective);
        Assert.AreEqual(new Objective(reported, reportedMaximize), measure.Reported);
        Assert.AreEqual(0.25, measure.Value(measure.Loss(0.25)));
    }

    [TestMethod]
    public void An_epoch_without_validation_rows_reports_nothing() =>
        Assert.IsNull(Measure.Of(new Metric("Accuracy", true)).Of(new EpochResult(1, new Dictionary<string, double> { ["Loss"] = 1 }, 0, 0, true)));

    [TestMethod]
    public void The_reduction_of_log_loss_is_made_large() => Assert.IsTrue(Measure.Of(new Metric("LogLossReduction", false)).Objective.Maximize);

    private sealed class Metric(string name, bool maximize) : IEvaluateMetricManager
    {
        public bool IsMaximize => maximize;

        public string MetricName => name;

        public double Evaluate(MLContext context, IDataView eval) => throw new NotSupportedException();
    }
}
