using Microsoft.ML;
using MLNetDeep.Layers;
using MLNetDeep.Tasks;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;
using MLNetDeep.Tests.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Training;

/// <summary>Gradients computed in bfloat16 train networks that stay in single precision.</summary>
[TestClass]
public sealed class PrecisionTests
{
    private readonly MLContext _ml = new(1);

    // Nothing of Rocket is trained by steps.
    public static IEnumerable<object[]> Architectures => ArchitectureRegistry.All.Where(a => a.OptionsType != typeof(RocketOptions)).Select(a => new object[] { a.Key });

    [TestMethod]
    [DynamicData(nameof(Architectures))]
    public void EveryArchitectureComputesNearlyTheSame(string key)
    {
        var single = Train(key, Precision.Single, rows: 16, epochs: 1);
        var half = Train(key, Precision.BFloat16, rows: 16, epochs: 1);
        Assert.AreNotEqual(single.Loss, half.Loss, "nothing was computed otherwise");
        Assert.AreEqual(single.Loss, half.Loss, 0.05 * single.Loss);
    }

    [TestMethod]
    public void ANetworkLearnsNearlyAsWell()
    {
        var single = Train("cnn", Precision.Single, rows: 300, epochs: 6);
        var half = Train("cnn", Precision.BFloat16, rows: 300, epochs: 6);
        Assert.IsGreaterThan(0.9, single.Accuracy);
        Assert.IsGreaterThan(single.Accuracy - 0.03, half.Accuracy);
    }

    [TestMethod]
    [DataRow(true, true, 1_000_000L, true)]
    [DataRow(true, true, 999_999L, false)]
    [DataRow(true, false, 1_000_000_000L, false)]
    [DataRow(false, true, 1_000_000_000L, false)]
    public void AutoGoesByTheMachineAndTheSizeOfTheNetwork(bool onCpu, bool hasInstructions, long parameters, bool expected) =>
        Assert.AreEqual(expected, PrecisionChoice.Decide(onCpu, hasInstructions, parameters));

    [TestMethod]
    public void AutoSaysWhatItChoseAndLeavesSmallNetworksAlone()
    {
        var said = new List<string>();
        _ml.Log += (_, e) => said.Add(e.Message);
        var single = Train("cnn", Precision.Single, rows: 16, epochs: 1);
        var auto = Train("cnn", Precision.Auto, rows: 16, epochs: 1);
        Assert.AreEqual(single.Loss, auto.Loss);
        Assert.ContainsSingle(said.Where(line => line.Contains("Computes in single precision: ", StringComparison.Ordinal)));
    }

    // Parts of kernels that meet padding alone have gradients as the memory was, in 16 bits.
    [TestMethod]
    [DataRow(4)]
    [DataRow(16)]
    [DataRow(64)]
    public void Images_that_end_in_one_pixel_are_learnt_alike_each_time(int pixels)
    {
        double Norm(Precision precision)
        {
            // What memory is taken again was something else before.
            for (var i = 0; i < 8; i++) full([5_000_000], float.NaN).Dispose();
            var view = _ml.Pixels(pixels, Enumerable.Range(0, 17).Select(i => new PixelRow { Label = $"kind {i % 2}", Features = [.. Enumerable.Range(0, pixels).Select(p => (float)(((p * (i % 2 + 1)) + i) % 7))] }));
            using var model = _ml.Deep().MulticlassClassification.ResNet("Label", "Features", new ResNetOptions { MaxEpochs = 1, BatchSize = 17, ValidationFraction = 0, Seed = 1, Precision = precision }).Fit(view);
            return model.History.Epochs[0].Metrics["GradientNorm"];
        }
        var single = Norm(Precision.Single);
        for (var i = 0; i < 3; i++) Assert.AreEqual(single, Norm(Precision.BFloat16), 0.1 * single);
    }

    // Code between layers that was not written for both may end the process.
    [TestMethod]
    public void AutoLeavesModulesOfUsersAlone()
    {
        Assert.IsTrue(PrecisionChoice.IsMeasured(ArchitectureRegistry.Get("resnet")));
        Assert.IsFalse(PrecisionChoice.IsMeasured(ArchitectureRegistry.Get("pretrainedtext")));
        var said = new List<string>();
        _ml.Log += (_, e) => said.Add(e.Message);
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(20));
        var options = new TrainerOptions { MaxEpochs = 1 };
        Assert.AreEqual(Precision.Auto, options.Precision);
        using var model = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", c => Sequential(Linear(c.Input.Size, 1_000_000), Linear(1_000_000, 1)), options).Fit(view);
        Assert.ContainsSingle(said.Where(line => line.Contains("Computes in single precision: whether ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void InstructionsAreThoseThatTheSystemTellsOf()
    {
        if (!File.Exists("/proc/cpuinfo") || !System.Runtime.Intrinsics.X86.X86Base.IsSupported) Assert.Inconclusive("This system does not list the instructions of its CPU.");
        var flags = File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("flags", StringComparison.Ordinal)).Split(' ');
        Assert.AreEqual(flags.Contains("avx512_bf16") || flags.Contains("amx_bf16"), PrecisionChoice.HasInstructions);
    }

    [TestMethod]
    public void WhereItCannotWorkItIsSaid()
    {
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(20));
        var trainer = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", _ => new Borrowing(), new TrainerOptions { Precision = Precision.BFloat16 });
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(view));
        StringAssert.StartsWith(error.Message, "Precision BFloat16 does not work for this network on cpu: ");
        StringAssert.EndsWith(error.Message, "Use Single.");
    }

    [TestMethod]
    public void ModulesThatMultiplyBySomethingOfTheirOwnWork()
    {
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(20));
        var options = new TrainerOptions { Precision = Precision.BFloat16, MaxEpochs = 1 };
        using var model = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", _ => new Mixed(), options).Fit(view);
        Assert.IsTrue(double.IsFinite(model.History.Epochs[0].Metrics["Loss"]));
    }

    [TestMethod]
    public void ItGoesOnFromACheckpointAndLeavesNoTensors()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.checkpoint");
        var options = new TrainerOptions { Precision = Precision.BFloat16, MaxEpochs = 3, BatchSize = 16, Seed = 1, Threads = 1 };
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(100));
        float[] Weights()
        {
            using var model = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", c => Sequential(
                Linear(c.Input.Size, 8), new BatchNormalization(8), ReLU(), Dropout(0.2), Linear(8, 1)), options).Fit(view);
            Assert.IsTrue(model.Module.parameters().All(p => p.dtype == ScalarType.Float32));
            return [.. model.Module.parameters().SelectMany(MLNetDeep.Common.Tensors.ToFloats)];
        }
        var expected = Weights();
        var before = LiveTensors.Count();
        Weights();
        Assert.AreEqual(before, LiveTensors.Count());
        (options.CheckpointPath, options.OnEpoch) = (path, epoch => { if (epoch.Epoch == 2) throw new TimeoutException(); });
        Assert.ThrowsExactly<TimeoutException>(() => Weights());
        options.OnEpoch = null;
        CollectionAssert.AreEqual(expected, Weights());
    }

    private (double Loss, double Accuracy) Train(string key, Precision precision, int rows, int epochs)
    {
        var subject = ContractSubject.For(ArchitectureRegistry.Get(key));
        var options = subject.Options();
        (options.MaxEpochs, options.Seed, options.Precision, options.Calibrate, options.ValidationFraction) = (epochs, 1, precision, false, 0);
        using var model = subject.Trainer(_ml, options).Fit(ContractData.Create(_ml, rows));
        var last = model.History.Epochs[^1].Metrics;
        return (last["Loss"], last["Accuracy"]);
    }

    /// <summary>A network that multiplies what a layer gave by a matrix of its own.</summary>
    private sealed class Mixed : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> _body = Linear(2, 4);
        private readonly TorchSharp.Modules.Parameter _matrix = Parameter(rand(4, 1));

        public Mixed() : base(nameof(Mixed)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _body.call(input).matmul(_matrix);
    }

    /// <summary>A network that uses a layer's weight without calling the layer.</summary>
    private sealed class Borrowing : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear _body = Linear(2, 1);

        public Borrowing() : base(nameof(Borrowing)) => RegisterComponents();

        public override Tensor forward(Tensor input) => functional.linear(input, _body.weight!, _body.bias);
    }
}
