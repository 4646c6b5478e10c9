using MLNetDeep.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Layers;

/// <summary>Attention by products, as in training, is libtorch's.</summary>
[TestClass]
public sealed class AttentionTests
{
    [TestMethod]
    [DataRow(5, 5, false, ScalarType.Float32, 1e-6)]
    [DataRow(5, 9, true, ScalarType.Float32, 1e-6)]
    [DataRow(128, 128, true, ScalarType.Float32, 1e-6)]
    [DataRow(129, 129, true, ScalarType.Float32, 1e-6)]
    [DataRow(129, 129, true, ScalarType.BFloat16, 2e-2)]
    public void TrainedItIsLibtorchs(int places, int others, bool masked, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (query, key, value) = (Random(places), Random(others), Random(others));
        var mask = masked ? Mask(others) : null;
        var expected = functional.scaled_dot_product_attention(query, key, value, attn_mask: mask);
        var (loss, gradients) = Gradients(expected, query, key, value);

        var (q, k, v) = (query.detach().to(type).requires_grad_(), key.detach().to(type).requires_grad_(), value.detach().to(type).requires_grad_());
        var mixed = Attention.Mix(q, k, v, mask);
        var (its, theirs) = Gradients(mixed.to(ScalarType.Float32), q, k, v);

        CollectionAssert.AreEqual(expected.shape, mixed.shape);
        Assert.AreEqual(type, mixed.dtype);
        Assert.IsTrue(mixed.to(ScalarType.Float32).allclose(expected, tolerance, tolerance));
        Assert.AreEqual(loss, its, 10 * tolerance * Math.Abs(loss));
        foreach (var (gradient, its1) in gradients.Zip(theirs)) Assert.IsTrue(its1.to(ScalarType.Float32).allclose(gradient, 10 * tolerance, tolerance));
    }

    [TestMethod]
    public void DroppedWeightsAreLeftOutAndTheOthersGrow()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        // All keys are alike: each weight is 1/100 before some are dropped.
        var (query, key, value) = (Random(50), zeros(2, 3, 100, 4), eye(100).expand(2, 3, 100, 100).contiguous());
        var weights = Attention.Mix(query, key, value, dropout: 0.25);
        var dropped = weights.eq(zeros(1)).to(ScalarType.Float32).mean().item<float>();
        Assert.AreEqual(0.25, dropped, 0.02);
        Assert.AreEqual(0.01 / 0.75, weights.max().item<float>(), 1e-6);
    }

    private static (double Loss, Tensor[] Gradients) Gradients(Tensor mixed, params Tensor[] leaves)
    {
        var loss = mixed.square().sum();
        loss.backward();
        return (loss.item<float>(), [.. leaves.Select(leaf => leaf.grad!)]);
    }

    private static Tensor Random(int places) => randn(2, 3, places, 4).requires_grad_();

    private static Tensor Mask(int others)
    {
        var mask = zeros(2, 1, 1, others);
        mask.narrow(3, others - 2, 2).fill_(-1e9f);
        return mask;
    }
}
