using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Assumptions;

/// <summary>What the product leans on in TorchSharp, each named by what leans on it. A new version that answers otherwise shows here first.</summary>
[TestClass]
public sealed class TorchAssumptions
{
    [TestMethod]
    public void StartValues_TruncNormalFillsWithTheDeviation()
    {
        using var values = init.trunc_normal_(empty(100), 0, 0.02);
        Assert.AreEqual(0.02f, values.min().item<float>(), "repaired: StartValues may use it");
        Assert.AreEqual(0.02f, values.max().item<float>(), "repaired: StartValues may use it");
    }

    [TestMethod]
    public void TabM_CatOfOneTensorIsThatTensor()
    {
        using var scope = NewDisposeScope();
        var narrow = ones(2, 1).expand(-1, 3);
        Assert.IsFalse(cat([narrow], 1).is_contiguous());
    }

    [TestMethod]
    public void ParameterCount_AParameterIsCountedTwice()
    {
        var before = Tensor.TotalCount;
        using (new Parameter(ones(3))) Assert.AreEqual(before + 2, Tensor.TotalCount);
        Assert.AreEqual(before + 1, Tensor.TotalCount, "repaired: ParameterCount has nothing to take off");
    }

    [TestMethod]
    public void WeightGroup_ParametersBecomeViewsOfAVector()
    {
        using var layer = Linear(3, 2);
        using var vector = arange(8, ScalarType.Float32);
        using (no_grad()) nn.utils.vector_to_parameters(vector, layer.parameters());
        CollectionAssert.AreEqual(new float[] { 0, 1, 2, 3, 4, 5 }, layer.weight!.data<float>().ToArray());
        using (no_grad()) vector.mul_(2);
        CollectionAssert.AreEqual(new float[] { 12, 14 }, layer.bias!.data<float>().ToArray());
    }

    [TestMethod]
    public void WeightGroup_GradientsAreAddedWhereTheyStand()
    {
        using var scope = NewDisposeScope();
        using var weight = new Parameter(ones(2));
        var gradients = zeros(4);
        weight.grad = gradients.narrow(0, 1, 2);
        for (var i = 0; i < 2; i++) weight.mul(tensor(new[] { 3f, 5f })).sum().backward();
        CollectionAssert.AreEqual(new float[] { 0, 6, 10, 0 }, gradients.data<float>().ToArray());
    }

    [TestMethod]
    public void StepMaker_ClippingLeavesTheWantedNormAndTellsTheOldOne()
    {
        using var scope = NewDisposeScope();
        using var weight = new Parameter(ones(2));
        weight.grad = tensor(new[] { 3f, 4f });
        Assert.AreEqual(5, nn.utils.clip_grad_norm_([weight], 1), 1e-6);
        Assert.AreEqual(0.6f, weight.grad!.data<float>()[0], 1e-5f);
    }

    [TestMethod]
    public void BatchNormalization_TheFunctionMovesTheAveragesItIsGiven()
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = (zeros(1), ones(1));
        functional.batch_norm(tensor(new[] { 1f, 3f }).reshape(2, 1), mean, variance, training: true, momentum: 0.5);
        Assert.AreEqual(1f, mean.item<float>(), 1e-6f);
        Assert.AreEqual(1.5f, variance.item<float>(), 1e-6f, "the variance is that of a sample");
    }

    [TestMethod]
    public void Arithmetic_AScalarIsFreedWhenItIsDisposed()
    {
        var scalar = 2.5.ToScalar();
        using var sum = ones(1).mul(scalar);
        Assert.AreEqual(2.5f, sum.item<float>());
        scalar.Dispose();
        Assert.ThrowsExactly<InvalidOperationException>(() => ones(1).mul(scalar));
    }

    [TestMethod]
    public void NetworkScorer_ModesAndScopesBelongToTheirThread()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        // A task that is waited for may be run by the thread that waits.
        var (isEnabled, made) = (false, default(Tensor));
        var thread = new Thread(() => (isEnabled, made) = (is_grad_enabled(), ones(1)));
        thread.Start();
        thread.Join();
        Assert.IsTrue(isEnabled);
        Assert.IsFalse(is_grad_enabled());
        scope.Dispose();
        Assert.IsFalse(made!.IsInvalid, "another thread's tensor went with this thread's scope");
        made.Dispose();
    }

    [TestMethod]
    public void Block_ParametersOfOnesOwnGoWithTheScopeTheyAreMadeIn()
    {
        Parameter own;
        using (NewDisposeScope()) own = Parameter(ones(2));
        Assert.IsTrue(own.IsInvalid, "repaired: Block need not detach parameters");
    }

    [TestMethod]
    public void TorchErrors_ReasonsStandBeforeTheNativeCalls()
    {
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        StringAssert.StartsWith(error.Message, "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        StringAssert.Contains(error.Message, "\nException raised from");
    }
}
