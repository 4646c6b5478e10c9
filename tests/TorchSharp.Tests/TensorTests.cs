using static TorchSharp.torch;

namespace TorchSharp.Tests;

[TestClass]
public class TensorTests
{
    [TestMethod]
    public void SeedsGivePythonsNumbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        CollectionAssert.AreEqual(new[] { 0.7576315999031067f, 0.27931088209152222f, 0.40306925773620605f }, rand(3).data<float>().ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 2, 3, 1 }, randperm(4).data<long>().ToArray());
        var state = get_rng_state();
        var first = randn(4);
        set_rng_state(state);
        Assert.IsTrue(first.Equals(randn(4)));
        Assert.IsTrue(randn(4, generator: new Generator(9)).Equals(randn(4, generator: new Generator().manual_seed(9))));
    }

    [TestMethod]
    public void Indexing()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).reshape(2, 3, 4);
        Assert.AreEqual(23, x[1, 2, 3].item<long>());
        CollectionAssert.AreEqual(new long[] { 3, 4 }, x[-1].shape);
        CollectionAssert.AreEqual(new long[] { 2, 2, 4 }, x[.., 1..].shape);
        CollectionAssert.AreEqual(new long[] { 2, 3, 2 }, x[TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 2)].shape);
        CollectionAssert.AreEqual(new long[] { 2, 1, 3, 4 }, x[.., TensorIndex.Null].shape);
        CollectionAssert.AreEqual(new long[] { 0, 8 }, x[0, TensorIndex.Tensor(tensor(new long[] { 0, 2 })), 0].data<long>().ToArray());
        Assert.AreEqual(12, x[TensorIndex.Tensor(x.ge(12))].numel());
        x[0, 1..] = zeros_like(x[0, 1..]);
        Assert.AreEqual(6, x[0].sum().item<long>());
        x[TensorIndex.Tensor(x.eq(23))] = tensor(-1L);
        Assert.AreEqual(-1, x[1, 2, 3].item<long>());
    }

    [TestMethod]
    public void ReadsAndWritesElements()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        CollectionAssert.AreEqual(new float[] { 1, 4, 2, 5, 3, 6 }, x.t().data<float>().ToArray());
        Assert.AreEqual(6f, x.data<float>()[1, 2]);
        Assert.AreEqual(2f, x.t().data<float>()[1, 0]);
        x.data<float>()[0, 0] = 9;
        x.bytes[4..8].Clear();
        CollectionAssert.AreEqual(new float[] { 9, 0, 3, 4, 5, 6 }, x.data<float>().ToArray());
        x.bytes = new byte[24];
        Assert.AreEqual(0f, x.sum().item<float>());
        Assert.AreEqual(ScalarType.Int64, tensor(new[] { 1L }).dtype);
        CollectionAssert.AreEqual(new long[] { 2, 2 }, tensor(new List<double> { 1, 2, 3, 4 }, 2, 2).shape);
        CollectionAssert.AreEqual(new long[] { 1, 2, 1, 2 }, tensor(new[] { 1, 2, 3, 4 }, 1, 2, 1, 2).shape);
    }

    [TestMethod]
    public void ArithmeticWithNumbers()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2 });
        CollectionAssert.AreEqual(new[] { 0.5f, 1.5f }, (x - 0.5).data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 2f, 1f }, (3 - x).data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 6f, 3f }, (6f / x).data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { false, true }, (x > 1).data<bool>().ToArray());
        Assert.AreEqual(5f, x.dot(x).item<float>());
        var (values, indices) = tensor(new float[] { 3, 1, 2 }).sort(descending: true);
        CollectionAssert.AreEqual(new[] { 3f, 2f, 1f }, values.data<float>().ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 2, 1 }, indices.data<long>().ToArray());
    }

    [TestMethod]
    public void PicksByACondition()
    {
        using var scope = NewDisposeScope();
        var (x, y) = (tensor(new float[] { 1, 2 }), tensor(new float[] { 3, 4 }));
        var condition = tensor(new[] { true, false });
        CollectionAssert.AreEqual(new[] { 1f, 4f }, where(condition, x, y).data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 4f }, x.where(condition, y).data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 9f }, x.masked_fill(condition.logical_not(), 9).data<float>().ToArray());
        var (values, indices) = cat([x, y]).topk(2);
        CollectionAssert.AreEqual(new[] { 4f, 3f }, values.data<float>().ToArray());
        CollectionAssert.AreEqual(new long[] { 3, 2 }, indices.data<long>().ToArray());
    }
}
