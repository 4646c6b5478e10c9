using MLNetDeep.Common;
using MLNetDeep.Onnx.Importing;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Onnx.Importing;

/// <summary>Every operator that is imported: forward against ONNX Runtime, backward against differences.</summary>
[TestClass]
public sealed class OperatorTests
{
    private static readonly HashSet<string> _withoutCases = ["Constant"];

    public static IEnumerable<object[]> Cases => OperatorCases.All.Select((one, i) => new object[] { i, one.ToString() });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void An_operator_gives_what_ONNX_Runtime_gives(int index, string name)
    {
        using var scope = NewDisposeScope();
        var one = OperatorCases.All[index];
        var (expected, actual) = (one.ByRuntime(), one.ByTorch());
        for (var i = 0; i < expected.Length; i++)
        {
            CollectionAssert.AreEqual(expected[i].shape, actual[i].shape, name);
            if (!expected[i].is_floating_point()) Assert.AreEqual(expected[i].dtype, actual[i].dtype, name);
            var (wanted, found) = (Tensors.ToFloats(expected[i]), Tensors.ToFloats(actual[i]));
            for (var k = 0; k < wanted.Length; k++)
                Assert.IsTrue(wanted[k].Equals(found[k]) || Math.Abs(wanted[k] - found[k]) <= 1e-5 * Math.Max(1, Math.Abs(wanted[k])), $"{name}, output {i}: {wanted[k]} became {found[k]}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Its_gradient_is_what_differences_say(int index, string name)
    {
        using var scope = NewDisposeScope();
        var one = OperatorCases.All[index];
        manual_seed(1);
        List<(Tensor Input, Tensor Direction)> inputs = [];
        var outputs = one.ByTorch((_, value) =>
        {
            var input = value.requires_grad_();
            inputs.Add((input, randn_like(input)));
            return input;
        });
        if (!one.IsSmooth || inputs.Count == 0 || !outputs[0].requires_grad) return;
        var weights = randn_like(outputs[0]);
        outputs[0].mul(weights).sum().backward();
        double Along(double step)
        {
            var next = 0;
            return one.ByTorch((_, _) => inputs[next].Input.detach().PlusTimes(inputs[next++].Direction, step))[0].mul(weights).sum().item<double>();
        }
        const double Step = 1e-6;
        var (expected, actual) = ((Along(Step) - Along(-Step)) / (2 * Step), inputs.Sum(input => input.Input.grad is { } gradient ? gradient.mul(input.Direction).sum().item<double>() : 0));
        Assert.IsLessThanOrEqualTo(1e-4 * Math.Max(1, Math.Abs(expected)), Math.Abs(expected - actual), name);
    }

    [TestMethod]
    public void Every_operator_that_is_offered_has_a_case()
    {
        var tried = OperatorCases.All.Select(one => one.Op).ToHashSet();
        Assert.AreEqual("", string.Join(", ", OperatorTable.Names.Where(name => !tried.Contains(name) && !_withoutCases.Contains(name)).Order()));
    }
}
