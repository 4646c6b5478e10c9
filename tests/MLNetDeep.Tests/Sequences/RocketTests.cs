using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Sequences;
using MLNetDeep.Tasks;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Sequences;

/// <summary>The features of Rocket beside a plain reference, and its last layer beside refits.</summary>
[TestClass]
public sealed class RocketTests
{
    [TestMethod]
    public void Features_are_those_of_a_plain_reference()
    {
        using var scope = NewDisposeScope();
        IReadOnlyList<RocketDilation> dilations = [new(1, 2), new(3, 1)];
        var random = new Random(5);
        int[][] channels = [.. Enumerable.Range(0, 2 * RocketKernels.Count).Select(i => i % 3 == 0 ? new[] { 0, 1 } : [i % 2])];
        var features = new RocketFeatures(dilations, channels, 2, hasMaximum: true);
        float[] biases = [.. Enumerable.Range(0, features.Shares).Select(_ => (float)(random.NextDouble() - 0.5))];
        int[] lengths = [5, 31, 17];
        var steps = zeros(3, 31, 3);
        for (var row = 0; row < 3; row++)
            for (var step = 0; step < lengths[row]; step++)
                for (var channel = 0; channel < 3; channel++) steps[row, step, channel] = channel == 2 ? 1 : (float)(2 * random.NextDouble()) - 1;
        float[] found = Tensors.ToFloats(features.Of(steps, biases)), numbers = Tensors.ToFloats(steps);
        for (var row = 0; row < 3; row++)
        {
            double At(int step, int channel) => step < 0 || step >= lengths[row] ? 0 : Math.Round(numbers[(((row * 31) + step) * 3) + channel] * 1024) / 1024;
            var (share, largest) = (0, features.Shares);
            foreach (var (dilation, index) in dilations.Select((d, i) => (d, i)))
                for (var kernel = 0; kernel < RocketKernels.Count; kernel++, largest++)
                {
                    var weights = RocketKernels.Weights(kernel);
                    double[] values = [.. Enumerable.Range(0, lengths[row]).Select(step => Enumerable.Range(0, 9).Sum(place =>
                        weights[place] * channels[(index * RocketKernels.Count) + kernel].Sum(channel => At(step + ((place - 4) * dilation.Dilation), channel))))];
                    for (var bias = 0; bias < dilation.Biases; bias++, share++)
                        Assert.AreEqual((float)values.Count(value => value > biases[share]) / lengths[row], found[(row * features.Count) + share], 1e-6f, $"row {row}, kernel {kernel}");
                    Assert.AreEqual(values.Max(), found[(row * features.Count) + largest], 1e-6);
                }
        }
    }

    [TestMethod]
    public void There_are_84_kernels_with_a_sum_of_0()
    {
        var all = Enumerable.Range(0, RocketKernels.Count).Select(kernel => string.Join(' ', RocketKernels.Weights(kernel))).ToList();
        Assert.HasCount(84, all.Distinct().ToList());
        Assert.IsTrue(Enumerable.Range(0, RocketKernels.Count).All(kernel => RocketKernels.Weights(kernel).Sum() == 0));
    }

    [TestMethod]
    [DataRow(5, 1)]
    [DataRow(100, 12)]
    [DataRow(1000, 100)]
    public void Kernels_span_a_sequence_at_most(int length, int most)
    {
        var dilations = RocketKernels.Dilations(length, 10_000);
        Assert.AreEqual(1, dilations[0].Dilation);
        Assert.IsLessThanOrEqualTo(Math.Max(1, (length - 1) / 8), dilations[^1].Dilation);
        Assert.IsLessThanOrEqualTo(Math.Max(most, 125), dilations[^1].Dilation);
        Assert.AreEqual(10_000 / 84, dilations.Sum(d => d.Biases));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_rows_are_predicted_as_by_the_others_is_what_refits_say(bool hasWeights)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var (features, targets, weights) = (randn(12, 30), randn(12, 2), rand(12).Plus(0.5));
        using var ridge = new LeaveOneOutRidge(features, targets, hasWeights ? weights : null);
        var (weight, bias, leftOut) = ridge.Solve(4);
        // Weights have the mean 1 over all rows, so that leaving one out must not change those of the others.
        var scaled = hasWeights ? weights.div(weights.mean()) : ones(12);
        AssertNear(Refit(features, targets, scaled, 4).Weight, weight);
        AssertNear(Refit(features, targets, scaled, 4).Bias, bias);
        for (var row = 0; row < 12; row++)
        {
            var others = Tensors.OfLongs([.. Enumerable.Range(0, 12).Where(i => i != row).Select(i => (long)i)]);
            var refit = Refit(features.index_select(0, others), targets.index_select(0, others), scaled.index_select(0, others), 4);
            AssertNear(refit.Weight.mv(features[row]).Plus(refit.Bias), leftOut[row]);
        }
    }

    [TestMethod]
    public void Penalties_stand_in_the_history_and_leave_one_out_calibrates()
    {
        var ml = new MLContext(1);
        using var model = ml.Deep().BinaryClassification.Rocket("Label", "Sequence", new RocketOptions { Channels = 2, Features = 500, Seed = 1 }).Fit(Traces.View(ml, 120));
        var epochs = model.History.Epochs;
        Assert.HasCount(13, epochs);
        Assert.AreEqual(100, epochs[0].Metrics["Penalty"], 1e-9);
        Assert.AreEqual(epochs.Min(epoch => epoch.Metrics["Loss"]), epochs[model.History.BestEpoch - 1].Metrics["Loss"], 1e-12);
        Assert.IsLessThan(0.35, epochs[model.History.BestEpoch - 1].Metrics["Loss"]);
    }

    [TestMethod]
    public void With_more_rows_than_are_solved_for_it_is_trained_by_steps()
    {
        var ml = new MLContext(1);
        using var model = ml.Deep().BinaryClassification.Rocket("Label", "Sequence", new RocketOptions { Channels = 2, Features = 200, MaxSolvedRows = 50, MaxEpochs = 3, Seed = 1 }).Fit(Traces.View(ml, 80));
        Assert.HasCount(3, model.History.Epochs);
        Assert.IsTrue(model.History.Epochs[0].Metrics.ContainsKey("LearningRate"));
    }

    // Least squares with a penalty and an intercept that has none, by the normal equations.
    private static (Tensor Weight, Tensor Bias) Refit(Tensor features, Tensor targets, Tensor weights, double penalty)
    {
        var rows = features.shape[0];
        var all = cat([features, ones(rows, 1)], 1).to(ScalarType.Float64);
        var scaled = all.mul(weights.unsqueeze(1));
        var free = eye(31, 31, ScalarType.Float64).Times(penalty);
        free[30, 30] = 0;
        var solved = linalg.solve(scaled.t().mm(all).Plus(free), scaled.t().mm(targets.to(ScalarType.Float64))).to(ScalarType.Float32);
        return (solved.narrow(0, 0, 30).t(), solved[30]);
    }

    private static void AssertNear(Tensor expected, Tensor found) => Assert.IsLessThan(1e-3, expected.sub(found).abs().max().item<float>());
}
