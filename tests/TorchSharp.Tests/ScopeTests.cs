using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

[TestClass]
[DoNotParallelize]
public class ScopeTests
{
    [TestMethod]
    public void EndOfScopeFreesWhatItMade()
    {
        var before = Tensor.TotalCount;
        Tensor inner, kept;
        using (NewDisposeScope())
        {
            inner = ones(3);
            kept = (inner + 1).DetachFromDisposeScope();
            Assert.AreEqual(before + 2, Tensor.TotalCount);
        }
        Assert.IsTrue(inner.IsInvalid);
        Assert.AreEqual(6f, kept.sum().item<float>());
        kept.Dispose();
        Assert.ThrowsExactly<InvalidOperationException>(() => kept.numel());
    }

    [TestMethod]
    public void MovesBetweenScopes()
    {
        using var outer = NewDisposeScope();
        Tensor moved;
        using (var inner = NewDisposeScope())
        {
            moved = zeros(2).MoveToOuterDisposeScope();
            var stays = zeros(2);
            Assert.IsTrue(outer.Contains(moved));
            Assert.IsTrue(inner.Contains(stays));
            Assert.AreEqual(1, inner.DisposablesCount);
            Assert.AreSame(stays, inner.MoveToOther(outer, stays));
            inner.DisposeEverythingBut(inner.Detach(ones(1)));
        }
        Assert.IsFalse(moved.IsInvalid);
        Assert.AreEqual(2, outer.DisposablesCount);
    }

    [TestMethod]
    public void StatisticsCountEachThreadsTensors()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        using (NewDisposeScope())
        {
            using var early = zeros(1);
            zeros(1).DetachFromDisposeScope().Dispose();
            zeros(1);
        }
        zeros(1).Dispose();
        Assert.AreEqual(3, statistics.CreatedInScopeCount);
        Assert.AreEqual(1, statistics.CreatedOutsideScopeCount);
        Assert.AreEqual(1, statistics.DetachedFromScopeCount);
        Assert.AreEqual(2, statistics.DisposedInScopeCount);
        Assert.AreEqual(0, statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void ModulesOutliveTheScopeTheyWereMadeIn()
    {
        Sequential model;
        using (NewDisposeScope())
            model = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2));
        Assert.IsTrue(model.state_dict().Values.All(tensor => !tensor.IsInvalid));
        var before = Tensor.TotalCount;
        var held = model.state_dict().Count;
        model.Dispose();
        Assert.AreEqual(before - held, Tensor.TotalCount);
    }

    [TestMethod]
    public void TwoThousandStepsLeaveNothingBehind()
    {
        CollectForgotten();
        using var model = TrainingTests.Cnn();
        using var optimizer = optim.AdamW(model.parameters());
        using var x = randn(4, 1, 8, 8);
        using var y = randint(0, 10, [4]);
        Steps(100);
        var (tensors, memory) = (Tensor.TotalCount, Environment.WorkingSet);
        Steps(2000);
        // Fewer are left when a collection has meanwhile taken what other tests forgot.
        Assert.IsTrue(Tensor.TotalCount <= tensors, $"{Tensor.TotalCount - tensors} tensors more");
        Assert.IsTrue(Environment.WorkingSet - memory < 48 << 20, $"{(Environment.WorkingSet - memory) >> 20} MB more");

        void Steps(int count)
        {
            for (var step = 0; step < count; step++)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                functional.cross_entropy(model.call(x), y).backward();
                utils.clip_grad_norm_(model.parameters(), 1);
                optimizer.step();
            }
        }
    }

    [TestMethod]
    public void ForgottenTensorsAreCollectedBeforeTheyFillTheMemory()
    {
        CollectForgotten();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 600; i++)
            zeros(1 << 20);
        Assert.IsTrue(Tensor.TotalCount - before < 300, $"{Tensor.TotalCount - before} of 600 are still there");
    }

    /// <summary>Other tests may have left tensors to the garbage collector.</summary>
    private static void CollectForgotten()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
