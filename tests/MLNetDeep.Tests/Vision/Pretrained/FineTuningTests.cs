using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Testing;
using MLNetDeep.Training.Optimizers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Vision.Pretrained;

/// <summary>Freezing by depth, and learning rates layer by layer.</summary>
[TestClass]
public sealed class FineTuningTests
{
    public static IEnumerable<object[]> Kinds => Networks.Kinds.Select(kind => new object[] { kind.Key });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Frozen_parts_stay_to_the_last_bit_and_the_others_learn(string key)
    {
        // With one seed, networks start alike: what learns differs after one epoch and after two, what is frozen does not.
        using var first = Train(key, options => (options.FreezeDepth, options.MaxEpochs) = (1, 1));
        using var second = Train(key, options => (options.FreezeDepth, options.MaxEpochs) = (1, 2));
        var others = second.Module.state_dict();
        var changed = first.Module.state_dict().Where(p => !Values(p.Value).SequenceEqual(Values(others[p.Key]))).Select(p => p.Key).ToHashSet();
        Assert.IsTrue(first.Module.named_parameters().Any(p => !p.parameter.requires_grad));
        foreach (var (name, parameter) in first.Module.named_parameters())
            Assert.AreEqual(parameter.requires_grad, changed.Contains(name), name);
        Assert.IsFalse(changed.Contains("body.bn1.running_mean"), "statistics of a frozen part go on");
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void A_head_cannot_be_frozen(string key)
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() => Train(key, options => options.FreezeDepth = 99));
        StringAssert.Contains(fault.Message, "FreezeDepth must be at most");
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Early_parts_learn_less(string key)
    {
        // Adam's first step goes as far as the learning rate, whatever the gradient is.
        void FirstStep(ImageTrainerOptions options) => (options.MaxEpochs, options.BatchSize, options.WarmupFraction, options.WeightDecay) = (1, 1000, 0, 0);
        using var still = Train(key, options => { FirstStep(options); options.LearningRate = 1e-12; });
        using var model = Train(key, options => { FirstStep(options); (options.LearningRate, options.LayerDecay) = (1e-3, 0.5); });
        var start = still.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var steps = model.Module.named_parameters().Select(p => p.parameter.sub(start[p.name]).abs().max().item<float>()).ToList();
        Assert.AreEqual(1e-3, steps[^1], 1e-5);
        Assert.IsLessThan(3e-4f, steps[0]);
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void A_network_starts_from_a_file_and_is_saved_without_it(string key)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var ml = new MLContext(1);
            var (weights, zip) = (Path.Combine(folder, "weights.safetensors"), Path.Combine(folder, "model.zip"));
            Write(key, weights);
            using var model = Train(key, options => (options.PretrainedWeights, options.FreezeDepth, options.LearningRate) = (weights, 1, 1e-3));
            using (var stream = File.OpenRead(weights)) Compare(Safetensors.Read(stream), model.Module);
            var data = ContractData.Create(ml, 20);
            ml.Deep().Model.Save(model, data.Schema, zip);
            File.Delete(weights);
            var loaded = ml.Deep().Model.Load(zip, out _);
            CollectionAssert.AreEqual(Scores(model.Transform(data)), Scores(loaded.Transform(data)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow(Precision.Single)]
    [DataRow(Precision.BFloat16)]
    public void Before_a_part_is_unfrozen_it_is_as_if_it_were_frozen(Precision precision)
    {
        using var frozen = Train("resnet", options => (options.FreezeDepth, options.MaxEpochs, options.Precision) = (-1, 2, precision));
        using var later = Train("resnet", options => (options.UnfreezeEvery, options.MaxEpochs, options.Precision) = (5, 2, precision));
        var others = frozen.Module.state_dict();
        // Filters that are to learn later lie otherwise in memory, so that sums are in another order.
        foreach (var (name, tensor) in later.Module.state_dict()) Assert.IsTrue(tensor.sub(others[name]).abs().max().to(ScalarType.Float32).item<float>() < (precision == Precision.Single ? 1e-6f : 1e-4f), name);
    }

    [TestMethod]
    public void Parts_are_unfrozen_one_after_the_other_also_after_a_stop()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.checkpoint");
        void Options(ImageTrainerOptions options, int epochs) => (options.UnfreezeEvery, options.MaxEpochs, options.BatchSize, options.LearningRate, options.CheckpointPath) = (1, epochs, 8, 1e-2, epochs == 3 ? path : null);
        using var first = Train("resnet", options => Options(options, 1));
        using var third = Train("resnet", options => Options(options, 3));
        var (before, after) = (first.Module.state_dict(), third.Module.state_dict());
        string[] parts = ["body.fc", "body.layer4", "body.layer3", "body.layer2"];
        // The schedule of one epoch is another than that of three, so that the head differs in any case; what learnt in neither does not.
        var changed = parts.Select(part => before.Where(p => p.Key.StartsWith(part, StringComparison.Ordinal)).Any(p => !Values(p.Value).SequenceEqual(Values(after[p.Key])))).ToArray();
        CollectionAssert.AreEqual(new[] { true, true, true, false }, changed, $"the best epoch is {third.History.BestEpoch}");
        Assert.ThrowsExactly<TimeoutException>(() => Train("resnet", options =>
        {
            Options(options, 3);
            options.OnEpoch = epoch => { if (epoch.Epoch == 2) throw new TimeoutException(); };
        }));
        using var resumed = Train("resnet", options => Options(options, 3));
        foreach (var (name, tensor) in resumed.Module.state_dict()) CollectionAssert.AreEqual(Values(after[name]), Values(tensor), name);
    }

    [TestMethod]
    public void The_optimizer_gives_each_parameter_its_share()
    {
        using var network = Sequential(("early", Linear(2, 3)), ("late", Linear(3, 1)));
        using var optimizer = Optimizer.Create(network, new TrainerOptions { LearningRate = 0.1 }, name => name.StartsWith("early", StringComparison.Ordinal) ? 0.25 : 1);
        optimizer.SetRate(0.05, 0.1);
        CollectionAssert.AreEquivalent(new[] { 0.0125, 0.0125, 0.05, 0.05 }, optimizer.Groups.Select(g => g.Rate).ToArray());
    }

    private static DeepTransformer Train(string key, Action<ImageTrainerOptions> change)
    {
        var ml = new MLContext(1);
        var architecture = ArchitectureRegistry.Get(key);
        var options = (ImageTrainerOptions)architecture.CreateSmallOptions();
        (options.Seed, options.ValidationFraction) = (3, 0);
        change(options);
        return ml.Deep().MulticlassClassification.FromArchitecture(architecture, ContractData.Label, ContractData.Features, options)
            .Fit(ContractData.Create(ml, 40));
    }

    /// <summary>Writes a fresh network's weights to a file that another network is to start from.</summary>
    private static void Write(string key, string file)
    {
        var architecture = ArchitectureRegistry.Get(key);
        var options = (ImageTrainerOptions)architecture.CreateSmallOptions();
        options.PretrainedWeights = file;
        using var network = architecture.Build(options, new ImageShape(1, ContractData.Side, ContractData.Side), new OutputShape(7));
        using var stream = File.Create(file);
        Safetensors.Write(stream, network.state_dict());
    }

    /// <summary>What did not learn is as it is in the file.</summary>
    private static void Compare(Dictionary<string, Tensor> file, Module network)
    {
        var frozen = network.named_parameters().Where(p => !p.parameter.requires_grad).ToList();
        Assert.IsNotEmpty(frozen);
        foreach (var (name, parameter) in frozen)
            CollectionAssert.AreEqual(Values(file[name["body.".Length..]]), Values(parameter), name);
        foreach (var tensor in file.Values) tensor.Dispose();
    }

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)];

    private static float[] Values(Tensor tensor) => Tensors.ToFloats(tensor);
}
