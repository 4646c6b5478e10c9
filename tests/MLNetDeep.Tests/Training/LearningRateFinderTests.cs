using Microsoft.ML;
using MLNetDeep.Tests.Tasks;

namespace MLNetDeep.Tests.Training;

/// <summary>The learning-rate range test.</summary>
[TestClass]
public sealed class LearningRateFinderTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void TheSuggestionIsAmongRatesThatLearn()
    {
        var (trainer, view) = Subject(new TrainerOptions { Seed = 1, Optimizer = OptimizerKind.Sgd });
        var curve = trainer.FindLearningRate(view, 1e-5, 1000, 120);
        Assert.AreEqual(1e-5, curve.Points[0].LearningRate, 1e-12);
        Assert.IsTrue(curve.Points.Zip(curve.Points.Skip(1)).All(p => p.Second.LearningRate > p.First.LearningRate));
        Assert.IsTrue(curve.Suggestion is > 1e-3 and < 10, $"{curve.Suggestion}");
        var lowest = curve.Points.MinBy(p => p.SmoothedLoss)!;
        Assert.IsLessThan(lowest.LearningRate, curve.Suggestion);
    }

    [TestMethod]
    public void ItEndsWhereTheLossRunsAway()
    {
        var trainer = _ml.Deep().Regression.FromModule("Value", "Features", TaskRows.Network,
            new TrainerOptions { Seed = 1, Optimizer = OptimizerKind.Sgd, GradientClip = 0 });
        var curve = trainer.FindLearningRate(_ml.Data.LoadFromEnumerable(TaskRows.Create(300)), 1e-4, 1e6, 100);
        Assert.IsLessThan(100, curve.Points.Count);
        Assert.IsTrue(curve.Points.All(p => double.IsFinite(p.Loss)));
    }

    [TestMethod]
    public void ItChangesNothingAndComesOutTheSame()
    {
        var (trainer, view) = Subject(new TrainerOptions { Seed = 1, MaxEpochs = 1 });
        float[] Weights()
        {
            using var model = trainer.Fit(view);
            return [.. model.Module.parameters().SelectMany(MLNetDeep.Common.Tensors.ToFloats)];
        }
        var before = Weights();
        LearningRateCurve first = trainer.FindLearningRate(view, steps: 20), second = trainer.FindLearningRate(view, steps: 20);
        CollectionAssert.AreEqual(first.Points.ToArray(), second.Points.ToArray());
        Assert.HasCount(20, first.Points);
        CollectionAssert.AreEqual(before, Weights());
        Assert.AreEqual(1e-3, trainer.Options.LearningRate);
    }

    [TestMethod]
    [DataRow(0.0, 1.0, 100)]
    [DataRow(1.0, 0.1, 100)]
    [DataRow(0.1, double.PositiveInfinity, 100)]
    [DataRow(0.1, 1.0, 9)]
    public void RatesThatDoNotRiseAreRefused(double from, double to, int steps)
    {
        var (trainer, view) = Subject(new TrainerOptions());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.FindLearningRate(view, from, to, steps));
    }

    private (DeepTrainer Trainer, IDataView View) Subject(TrainerOptions options) => (
        _ml.Deep().BinaryClassification.FromModule("Flag", "Features", TaskRows.Network, options), _ml.Data.LoadFromEnumerable(TaskRows.Create(300)));
}
