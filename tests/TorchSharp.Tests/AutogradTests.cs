using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

[TestClass]
public class AutogradTests
{
    [TestMethod]
    public void GradientsOfAScalarAndOfAVector()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new float[] { 1, 2, 3 }, requires_grad: true);
        (x * x * x).sum().backward();
        CollectionAssert.AreEqual(new float[] { 3, 12, 27 }, x.grad!.data<float>().ToArray());

        var y = x.exp();
        var found = autograd.grad([y], [x], [tensor(new float[] { 1, 0, 0 })]);
        Assert.AreEqual(MathF.E, found[0][0].item<float>(), 1e-6f);
        Assert.AreEqual(0f, found[0][1].item<float>());
    }

    [TestMethod]
    public void SecondDerivative()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.AreEqual(12, first.item<double>());
        Assert.AreEqual(12, second.item<double>());
    }

    [TestMethod]
    public void ModesEndWithTheirBlock()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.IsFalse((x * 2).requires_grad);
            using (enable_grad())
                Assert.IsTrue((x * 2).requires_grad);
            Assert.IsFalse(is_grad_enabled());
        }
        using (inference_mode())
        {
            Assert.IsTrue(is_inference_mode_enabled());
            Assert.IsFalse((x * 2).requires_grad);
        }
        Assert.IsTrue((x * 2).requires_grad);
        Assert.IsFalse(x.detach().requires_grad);
    }

    [TestMethod]
    public void NativeFailuresBecomeExceptionsThatSayWhy()
    {
        using var scope = NewDisposeScope();
        var error = Assert.ThrowsExactly<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        StringAssert.Contains(error.Message, "shapes cannot be multiplied");
        Assert.ThrowsExactly<ExternalException>(() => ones(2).backward());
        Assert.ThrowsExactly<ArgumentException>(() => ones(2).data<double>());
    }
}
