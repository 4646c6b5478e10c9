using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Layers;
using MLNetDeep.Sequences;
using static TorchSharp.torch;

namespace MLNetDeep.Tests.Sequences;

/// <summary>What stands behind the end of a sequence has no part in it, in training as in evaluation.</summary>
[TestClass]
public sealed class SequenceNetworkTests
{
    public static IEnumerable<object[]> Keys => ArchitectureRegistry.All.Where(a => a.InputKind.Key == "sequence").Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Padding_changes_nothing(string key)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var architecture = ArchitectureRegistry.Get(key);
        using var network = (nn.Module<Tensor, Tensor>)architecture.Build(architecture.CreateSmallOptions(), new SequenceShape(2, 40) { MeanLength = 20 }, new OutputShape(3));
        network.eval();
        var steps = cat([randn(4, 11, 2), ones(4, 11, 1)], 2);
        var padded = cat([steps, zeros(4, 9, 3)], 1);
        Assert.IsLessThan(1e-5, network.call(steps).sub(network.call(padded)).abs().max().item<float>());
    }

    [TestMethod]
    public void Batch_norms_of_whole_sequences_are_those_of_Torch()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var masked = new MaskedBatchNorm(5);
        using var plain = new BatchNormalization(5);
        var input = randn(8, 5, 13).Times(3).Plus(2);
        for (var pass = 0; pass < 3; pass++) AssertNear(plain.call(input), masked.call(input));
        plain.eval();
        masked.eval();
        AssertNear(plain.call(input), masked.call(input));
    }

    [TestMethod]
    public void Batch_norms_in_training_do_not_see_padding()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(2);
        using var one = new MaskedBatchNorm(5);
        using var other = new MaskedBatchNorm(5);
        var input = randn(8, 5, 13);
        var padded = cat([input, randn(8, 5, 4)], 2);
        var mask = cat([ones(8, 1, 13), zeros(8, 1, 4)], 2);
        AssertNear(one.call(input), other.Run(padded, mask).narrow(2, 0, 13));
        Assert.AreEqual(0, other.Run(padded, mask).narrow(2, 13, 4).abs().max().item<float>());
        AssertNear(one.get_buffer("running_var")!, other.get_buffer("running_var")!);
    }

    [TestMethod]
    public void Members_of_an_ensemble_are_saved_and_pooled()
    {
        var ml = new MLContext(1);
        var options = new InceptionTimeOptions { Channels = 2, Members = 2, Depth = 3, Filters = 8, Bottleneck = 8, KernelSize = 10, MaxEpochs = 2, MinSteps = 0, Seed = 1 };
        float[] By(ScoringEngine engine)
        {
            options.ScoringEngine = engine;
            using var model = ml.Deep().BinaryClassification.InceptionTime("Label", "Sequence", options).Fit(Traces.View(ml, 40));
            return [.. model.Transform(Traces.View(ml, 12)).GetColumn<float>("Probability")];
        }
        var (torch, onnx) = (By(ScoringEngine.Torch), By(ScoringEngine.Onnx));
        for (var i = 0; i < torch.Length; i++) Assert.AreEqual(torch[i], onnx[i], 1e-5f);
    }

    private static void AssertNear(Tensor expected, Tensor found) => Assert.IsLessThan(1e-4, expected.sub(found).abs().max().item<float>());
}
