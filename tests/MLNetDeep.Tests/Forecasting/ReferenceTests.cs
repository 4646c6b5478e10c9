using MLNetDeep.Common;
using MLNetDeep.Inputs.Series;
using MLNetDeep.Series;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Forecasting;

/// <summary>Networks against plain statements of their papers, on the same weights.</summary>
[TestClass]
public sealed class ReferenceTests
{
    private static readonly SeriesShape Shape = new(40, 3, 7);

    [TestMethod]
    public void Dlinear_is_that_of_the_paper()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var module = new DLinearModule(Shape, 9);
        using var still = no_grad();
        var input = randn(2, 40, 3);
        var weights = module.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        // The ends are repeated, and nine steps are averaged.
        var padded = cat([input.narrow(1, 0, 1).expand(2, 4, 3), input, input.narrow(1, 39, 1).expand(2, 4, 3)], 1);
        var trend = stack([.. Enumerable.Range(0, 40).Select(i => padded.narrow(1, i, 9).mean([1]))], 1);
        Tensor Linear(Tensor x, string name) => nn.functional.linear(x.transpose(1, 2), weights[$"{name}.weight"], weights[$"{name}.bias"]).transpose(1, 2);
        AssertClose(Linear(input.sub(trend), "seasonal").Plus(Linear(trend, "trend")), module.call(input));
    }

    [TestMethod]
    public void PatchTst_is_that_of_the_paper()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var options = new PatchTstOptions { LookBack = 40, PatchLength = 8, Stride = 4, Width = 12, Heads = 3, Layers = 2, HiddenWidth = 20 };
        using var module = new PatchTstModule(options, Shape);
        module.eval();
        using var still = no_grad();
        foreach (var (name, buffer) in module.named_buffers())
            if (name.EndsWith("running_mean", StringComparison.Ordinal)) buffer.copy_(randn(buffer.shape));
        var input = randn(2, 40, 3);
        var plain = new PlainPatchTst(module.state_dict(), options);
        for (var window = 0; window < 2; window++)
            for (var column = 0; column < 3; column++)
                AssertClose(plain.Forecast(input[window].select(1, column)), module.call(input)[window].select(1, column));
    }

    [TestMethod]
    [DataRow(WindowNormalization.RevIn)]
    [DataRow(WindowNormalization.LastValue)]
    [DataRow(WindowNormalization.Mean)]
    [DataRow(WindowNormalization.None)]
    public void Normalization_is_undone(WindowNormalization normalization)
    {
        using var scope = NewDisposeScope();
        // The last seven steps as they are: whatever is done to windows is undone.
        using var module = new NormalizedBody(normalization, 30, new LastSteps());
        using var still = no_grad();
        var input = randn(2, 40, 3).Times(5).Plus(20);
        AssertClose(input.narrow(1, 33, 7), module.call(input));
        // A level and a scale change nothing else.
        using var linear = new NormalizedBody(WindowNormalization.RevIn, 40, TimeLinear.Of(nn.Linear(40, 7)));
        AssertClose(linear.call(input).Times(3).Plus(7), linear.call(input.Times(3).Plus(7)), 1e-3);
    }

    private static void AssertClose(Tensor expected, Tensor actual, double within = 1e-5)
    {
        var (first, second) = (Tensors.ToFloats(expected), Tensors.ToFloats(actual));
        Assert.HasCount(first.Length, second);
        for (var i = 0; i < first.Length; i++) Assert.AreEqual(first[i], second[i], within * Math.Max(1, Math.Abs(first[i])));
    }

    private sealed class LastSteps() : nn.Module<Tensor, Tensor>(nameof(LastSteps))
    {
        public override Tensor forward(Tensor input) => input.narrow(1, input.shape[1] - 7, 7);
    }
}

/// <summary>PatchTST as in the paper, for one window of one column.</summary>
internal sealed class PlainPatchTst(Dictionary<string, Tensor> weights, PatchTstOptions options)
{
    public Tensor Forecast(Tensor column)
    {
        var padded = cat([column, column[^1].expand(options.Stride)]);
        var count = ((options.LookBack - options.PatchLength) / options.Stride) + 2;
        var patches = stack([.. Enumerable.Range(0, count).Select(i => padded.narrow(0, i * options.Stride, options.PatchLength))]);
        var tokens = Linear(patches, "embed").Plus(weights["position"][0]);
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var attended = Norm(tokens.Plus(Attention(tokens, $"layer{layer}.attention")), $"layer{layer}.norm1");
            tokens = Norm(attended.Plus(Linear(nn.functional.gelu(Linear(attended, $"layer{layer}.forward.in")), $"layer{layer}.forward.out")), $"layer{layer}.norm2");
        }
        return Linear(tokens.reshape(1, -1), "head")[0];
    }

    private Tensor Linear(Tensor x, string name) => nn.functional.linear(x, weights[$"{name}.weight"], weights[$"{name}.bias"]);

    private Tensor Norm(Tensor x, string name) => x.sub(weights[$"{name}.running_mean"]).div(weights[$"{name}.running_var"].Plus(1e-5).sqrt()).mul(weights[$"{name}.weight"]).Plus(weights[$"{name}.bias"]);

    private Tensor Attention(Tensor tokens, string name)
    {
        var size = options.Width / options.Heads;
        var all = Linear(tokens, $"{name}.qkv");
        Tensor Part(int which, int head) => all.narrow(1, (which * options.Width) + (head * size), size);
        var heads = Enumerable.Range(0, options.Heads).Select(head => Part(0, head).mm(Part(1, head).t()).Over(Math.Sqrt(size)).softmax(1).mm(Part(2, head)));
        return Linear(cat([.. heads], 1), $"{name}.proj");
    }
}
