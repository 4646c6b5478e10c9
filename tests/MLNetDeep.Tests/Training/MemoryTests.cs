using Microsoft.ML;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Training;

/// <summary>Many steps and many scored rows leave live tensors and memory where they were.</summary>
[TestClass]
public class MemoryTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void TwoThousandStepsStayFlat()
    {
        Full.OrSkip();
        var (tensors, memory) = (new List<long>(), new List<double>());
        var ml = new MLContext(1);
        var options = new CnnOptions { MaxEpochs = 20, BatchSize = 10, Patience = 0, BaseChannels = 16, ValidationFraction = 0 };
        options.OnEpoch = _ =>
        {
            tensors.Add(TorchLibrary.LiveTensors);
            memory.Add(Environment.WorkingSet / 1e6);
        };
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", options).Fit(ContractData.Create(ml, 1000));
        TestContext.WriteLine($"tensors {string.Join(" ", tensors)}\nMB {string.Join(" ", memory.Select(m => m.ToString("f0")))}");
        Assert.AreEqual(1, tensors.Skip(2).Distinct().Count(), "live tensors change from epoch to epoch");
        Assert.IsTrue(memory[^1] - memory[4] < 40, $"memory grew by {memory[^1] - memory[4]:f0} MB");
    }

    [TestMethod]
    public void TenThousandScoredRowsStayFlat()
    {
        Full.OrSkip();
        var ml = new MLContext(1);
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1 }).Fit(ContractData.Create(ml, 100));
        var rows = ml.Data.LoadFromEnumerable(ContractData.Rows(10_000));
        int Score() => ml.Data.CreateEnumerable<ScoreRow>(model.Transform(rows), reuseRowObject: true).Count();
        Score();
        var (tensors, memory) = (LiveTensors.Count(), Environment.WorkingSet / 1e6);
        for (var i = 0; i < 5; i++) Assert.AreEqual(10_000, Score());
        TestContext.WriteLine($"memory {memory:f0} MB, then {Environment.WorkingSet / 1e6:f0} MB");
        Assert.AreEqual(tensors, TorchLibrary.LiveTensors);
        Assert.IsTrue((Environment.WorkingSet / 1e6) - memory < 40, $"memory grew from {memory:f0} MB to {Environment.WorkingSet / 1e6:f0} MB");
    }

    private sealed class ScoreRow
    {
        public float[] Score { get; set; } = [];
    }
}
