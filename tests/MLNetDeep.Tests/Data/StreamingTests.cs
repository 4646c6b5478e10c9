using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Inputs.Vectors;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Data;

/// <summary>Rows that do not fit the memory budget are met as often, and as mixed, as those that do.</summary>
[TestClass]
public class StreamingTests
{
    private const int Count = 3000;
    private static readonly VectorSpec Spec = new("Features", 4);

    [TestMethod]
    public void APassMeetsEveryRowOnce()
    {
        using var data = Load(budget: 20_000, fraction: 0.2);
        Assert.IsTrue(data.Streamed);
        var trained = Ids(data.Training, new Random(1));
        var validated = Ids(data.Validation!, null);
        Assert.AreEqual(Count, trained.Count + validated.Count);
        CollectionAssert.AreEquivalent(Enumerable.Range(0, Count).ToList(), trained.Concat(validated).ToList());
        CollectionAssert.AreEqual(validated.Order().ToList(), validated);
    }

    [TestMethod]
    public void TheOrderIsMixedAndFollowsTheSeed()
    {
        using var data = Load(budget: 20_000, fraction: 0);
        var first = Ids(data.Training, new Random(1));
        CollectionAssert.AreEqual(first, Ids(data.Training, new Random(1)));
        CollectionAssert.AreNotEqual(first, Ids(data.Training, new Random(2)));
        var inOrder = first.Zip(first.Skip(1)).Count(p => p.First < p.Second);
        Assert.IsTrue(inOrder is > (int)(0.4 * Count) and < (int)(0.7 * Count), $"{inOrder} neighbours of {Count} are in order");
    }

    [TestMethod]
    public void TheSplitIsTheSameAsInMemory()
    {
        using var streamed = Load(budget: 20_000, fraction: 0.2);
        using var cached = Load(budget: 10_000_000, fraction: 0.2);
        Assert.IsFalse(cached.Streamed);
        CollectionAssert.AreEqual(Ids(cached.Validation!, null), Ids(streamed.Validation!, null));
        CollectionAssert.AreEqual(cached.Targets.Counts, streamed.Targets.Counts);
        CollectionAssert.AreEqual(((FeatureStatistics)cached.Learnt!).Means(), ((FeatureStatistics)streamed.Learnt!).Means());
    }

    [TestMethod]
    public void APassGivenUpLeavesNothingBehind()
    {
        using (Load(budget: 20_000, fraction: 0)) { }
        var before = LiveTensors.Count();
        using (var data = Load(budget: 20_000, fraction: 0))
            foreach (var batch in data.Training.Pass(32, new Random(1), CancellationToken.None))
            {
                batch.Dispose();
                break;
            }
        Assert.AreEqual(before, TorchLibrary.LiveTensors);
    }

    [TestMethod]
    public void AFaultInALaterPassReachesTheTraining()
    {
        var ml = new MLContext(1);
        var reads = 0;
        var rows = Enumerable.Range(0, Count).Select(i => Row(i));
        var view = ml.Pixels(4, rows);
        var fragile = ml.Data.FilterByCustomPredicate<FourNumbers>(view, _ =>
        {
            if (++reads > Count + 500) throw new InvalidOperationException("the disk is gone");
            return false;
        });
        using var data = TrainingData.Load(new RowOrigin(fragile, Spec, Target), new ValidationSplit(0, 1, 2), 20_000, CancellationToken.None);
        var error = Assert.Throws<Exception>(() => Ids(data.Training, new Random(1)));
        StringAssert.Contains(error.ToString(), "the disk is gone");
    }

    private static TargetSpec Target => new("Label", TargetSource.Key, 1, 2, IsClass: true);

    private static TrainingData Load(long budget, double fraction)
    {
        var ml = new MLContext(1);
        var view = ml.Pixels(4, Enumerable.Range(0, Count).Select(Row));
        return TrainingData.Load(new RowOrigin(view, Spec, Target), new ValidationSplit(fraction, 1, 2), budget, CancellationToken.None);
    }

    private sealed class FourNumbers
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    private static PixelRow Row(int i) => new() { Label = $"c{i % 2}", Features = [i, 0, 1, 2] };

    private static List<int> Ids(IBatchSource source, Random? order)
    {
        var ids = new List<int>();
        foreach (var batch in source.Pass(32, order, CancellationToken.None))
            using (batch)
            {
                var width = (int)batch.Features.Single.shape[1];
                var values = Tensors.ToFloats(batch.Features.Single);
                for (var i = 0; i < values.Length; i += width) ids.Add((int)values[i]);
            }
        return ids;
    }
}
