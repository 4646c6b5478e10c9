using MLNetDeep.Common;
using MLNetDeep.Data;
using MLNetDeep.Data.Augmenting;
using MLNetDeep.Inputs.Images;
using MLNetDeep.Tasks;
using MLNetDeep.Training;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Data.Augmenting;

/// <summary>Rows mixed in pairs, and the loss that goes with them.</summary>
[TestClass]
public sealed class MixTests
{
    private static readonly ImageShape Shape = new(3, 6, 5);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Mixup_adds_each_row_and_the_next_by_the_share(bool bytes)
    {
        using var scope = NewDisposeScope();
        var batch = Rows(5, bytes);
        var before = Tensors.ToFloats(batch.Features.Single);
        var mixed = new BatchMixer(1).Mix(batch, 3, 0);
        var after = Tensors.ToFloats(mixed.Features.Single);
        var share = mixed.Mixed!.Share;
        Assert.IsTrue(share is > 0.01 and < 0.99, $"{share}");
        for (var i = 0; i < after.Length; i++)
        {
            var other = before[(i + Shape.Size) % before.Length];
            Assert.AreEqual((before[i] * share) + (other * (1 - share)), after[i], bytes ? 0.51 : 1e-3);
        }
        CollectionAssert.AreEqual(new long[] { 0, 1, 2, 3, 4 }, mixed.Targets.data<long>().ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 2, 3, 4, 0 }, mixed.Mixed.Targets.data<long>().ToArray());
        CollectionAssert.AreEqual(new float[] { 20, 30, 40, 50, 10 }, Tensors.ToFloats(mixed.Mixed.Weights!));
    }

    [TestMethod]
    public void Codes_and_missing_numbers_come_from_one_of_both_rows()
    {
        using var scope = NewDisposeScope();
        const int Count = 500;
        // Of each row: a number, one that every second row does not have, a code.
        var values = Enumerable.Range(0, Count).SelectMany(i => new[] { i, i % 2 == 0 ? float.NaN : 7, i + 1000 }).ToArray();
        var batch = new Batch(Tensors.OfFloats(values, Count, 3), zeros(Count, 1));
        var mixed = new BatchMixer(5, codes: 1).Mix(batch, 3, 0);
        var after = Tensors.ToFloats(mixed.Features.Single);
        var share = mixed.Mixed!.Share;
        var (own, known) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            var next = (i + 1) % Count;
            Assert.AreEqual((i * share) + (next * (1 - share)), after[3 * i], 1e-3);
            Assert.IsTrue(float.IsNaN(after[(3 * i) + 1]) || after[(3 * i) + 1] == 7);
            Assert.IsTrue(after[(3 * i) + 2] == i + 1000 || after[(3 * i) + 2] == next + 1000);
            own += after[(3 * i) + 2] == i + 1000 ? 1 : 0;
            known += after[(3 * i) + 1] == 7 ? 1 : 0;
        }
        Assert.AreEqual(share, (double)own / Count, 0.08);
        Assert.AreEqual(0.5, (double)known / Count, 0.08);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Cutmix_takes_a_rectangle_of_the_next_picture_and_the_share_is_what_is_left(bool bytes)
    {
        using var scope = NewDisposeScope();
        var shares = new HashSet<double>();
        for (var number = 0; number < 20; number++)
        {
            var batch = Rows(4, bytes);
            var before = Tensors.ToFloats(batch.Features.Single);
            var mixed = new BatchMixer(0) { Cut = new Cutmix(Shape, 1) }.Mix(batch, 3, number);
            var after = Tensors.ToFloats(mixed.Features.Single);
            var taken = 0;
            for (var i = 0; i < after.Length; i++)
            {
                var other = before[(i + Shape.Size) % before.Length];
                Assert.IsTrue(after[i] == before[i] || after[i] == other);
                if (after[i] == other) taken++;
            }
            Assert.AreEqual(1 - ((double)taken / after.Length), mixed.Mixed!.Share, 1e-6);
            shares.Add(mixed.Mixed.Share);
        }
        Assert.IsTrue(shares.Count > 8, $"only {shares.Count} different rectangles");
    }

    [TestMethod]
    public void With_both_a_coin_decides()
    {
        using var scope = NewDisposeScope();
        var mixer = new BatchMixer(1) { Cut = new Cutmix(Shape, 1) };
        var cut = Enumerable.Range(0, 200).Count(number =>
        {
            var batch = Rows(2, bytes: false);
            var before = Tensors.ToFloats(batch.Features.Single);
            var after = Tensors.ToFloats(mixer.Mix(batch, 1, number).Features.Single);
            return after.Index().All(v => v.Item == before[v.Index] || v.Item == before[(v.Index + Shape.Size) % before.Length]);
        });
        Assert.AreEqual(100, cut, 30);
    }

    [TestMethod]
    public void One_row_alone_stays_as_it_is()
    {
        using var batch = Rows(1, bytes: false);
        Assert.AreSame(batch, new BatchMixer(1) { Cut = new Cutmix(Shape, 1) }.Mix(batch, 1, 0));
    }

    [TestMethod]
    public void The_loss_is_the_formula_for_every_objective()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var outputs = randn(6, 3);
        var (classes, others) = (tensor(new long[] { 0, 1, 2, 0, 1, 2 }), tensor(new long[] { 1, 2, 0, 1, 2, 0 }));
        var (reals, otherReals) = (randn(6, 3), randn(6, 3));
        var (weights, otherWeights) = (rand(6), rand(6));
        (IObjective, Tensor, Tensor)[] cases =
        [
            (new CrossEntropy(null), classes, others),
            (new CrossEntropy(Tensors.OfFloats([1, 2, 3], 3), 0.1), classes, others),
            (new BinaryCrossEntropy("Accuracy"), reals.gt(0).to(ScalarType.Float32), otherReals.gt(0).to(ScalarType.Float32)),
            (new Residuals(RegressionLoss.Huber, 1, ones(1, 3)), reals, otherReals),
        ];
        foreach (var (objective, own, other) in cases)
        {
            var expected = (0.3 * objective.Loss(outputs, own, weights).item<float>()) + (0.7 * objective.Loss(outputs, other, otherWeights).item<float>());
            var mixed = new Batch(outputs, own, weights) { Mixed = new Mix(other, otherWeights, 0.3) };
            Assert.AreEqual(expected, objective.Loss(outputs, mixed).item<float>(), 1e-5);
            var metrics = new MetricAccumulator(objective);
            metrics.Add(outputs, mixed);
            var (first, second) = (new MetricAccumulator(objective), new MetricAccumulator(objective));
            first.Add(outputs, own);
            second.Add(outputs, other);
            Assert.AreEqual((0.3 * first.Loss) + (0.7 * second.Loss), metrics.Loss, 1e-5);
            objective.Dispose();
        }
    }

    [TestMethod]
    public void Quantiles_refuse_mixing()
    {
        var ml = new Microsoft.ML.MLContext(1);
        var error = Assert.ThrowsExactly<ArgumentException>(() => ml.Deep().Regression.Cnn("Label", "Image", new CnnOptions { Quantiles = [0.1, 0.9], Mixup = 0.2, Cutmix = 1 }));
        StringAssert.Contains(error.Message, "Mixup and Cutmix must be 0 for the task 'quantile': it cannot mix targets.");
    }

    // No value is that of the same place in the next row.
    private static Batch Rows(int count, bool bytes)
    {
        var values = new float[count * Shape.Size];
        for (var i = 0; i < values.Length; i++) values[i] = ((i * 7) + (i / Shape.Size * 50)) % 251;
        var features = Tensors.OfFloats(values, count, Shape.Size);
        var weights = Tensors.OfFloats([.. Enumerable.Range(1, count).Select(i => 10f * i)], count);
        return new Batch(bytes ? features.to(ScalarType.Byte) : features, Tensors.OfLongs([.. Enumerable.Range(0, count).Select(i => (long)i)]), weights);
    }
}
