using MLNetDeep.Tasks;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Tasks;

[TestClass]
public class LabelSmoothingTests
{
    [TestMethod]
    public void TheTargetIsSpreadInTrainingAndNotInReports()
    {
        using var scope = NewDisposeScope();
        var outputs = tensor(new[] { 2f, 0f, -1f }).reshape(1, 3);
        var targets = tensor(new[] { 0L });
        double[] scores = [2, 0, -1];
        var logs = scores.Select(s => s - Math.Log(scores.Sum(Math.Exp))).ToArray();
        using var objective = new CrossEntropy(null, 0.1);
        var expected = -(0.9 * logs[0]) - (0.1 * logs.Average());
        Assert.AreEqual(expected, objective.Loss(outputs, targets, null).item<float>(), 1e-6);
        Assert.AreEqual(-logs[0], objective.RowLosses(outputs, targets).item<float>(), 1e-6);
    }

    [TestMethod]
    public void AFlagIsSpreadOverBothValues()
    {
        using var scope = NewDisposeScope();
        var outputs = tensor(new[] { 2f }).reshape(1, 1);
        var targets = ones(1, 1);
        var (isTrue, isFalse) = (Math.Log(1 / (1 + Math.Exp(-2))), Math.Log(1 / (1 + Math.Exp(2))));
        using var objective = new BinaryCrossEntropy("Accuracy", null, 0.1);
        Assert.AreEqual(-(0.95 * isTrue) - (0.05 * isFalse), objective.Loss(outputs, targets, null).item<float>(), 1e-6);
        Assert.AreEqual(-isTrue, objective.RowLosses(outputs, targets).item<float>(), 1e-6);
    }
}
