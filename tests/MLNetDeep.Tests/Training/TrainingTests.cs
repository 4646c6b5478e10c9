using Microsoft.ML;
using MLNetDeep.Testing;
using MLNetDeep.Training.Optimizers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Training;

[TestClass]
public class TrainingTests
{
    [TestMethod]
    public void DecayLeavesVectorsAlone()
    {
        using var network = Sequential(Conv2d(1, 4, 3), BatchNorm2d(4), Flatten(), Linear(4, 2));
        using var optimizer = Optimizer.Create(network, new TrainerOptions { WeightDecay = 0.5 });
        Assert.AreEqual(2, optimizer.Groups.Count);
        Assert.AreEqual((2, 0.5, network.parameters().Where(p => p.shape.Length > 1).Sum(p => p.numel())), Of(optimizer.Groups[0]));
        Assert.AreEqual((4, 0.0, network.parameters().Where(p => p.shape.Length == 1).Sum(p => p.numel())), Of(optimizer.Groups[1]));

        static (int, double, long) Of(WeightGroup group) => (group.Count, group.Decay, group.Weights.numel());
    }

    [TestMethod]
    public void TheSeedOfTheContextIsUsed()
    {
        int Seed(int? context)
        {
            var ml = new MLContext(context);
            using var model = Quick(ml, new CnnOptions { MaxEpochs = 1, BaseChannels = 8 });
            return model.History.Seed;
        }
        Assert.AreEqual(Seed(3), Seed(3));
        Assert.AreNotEqual(Seed(3), Seed(4));
    }

    [TestMethod]
    public void GlobalRandomStateAndThreadsAreLeftAlone()
    {
        torch.manual_seed(5);
        using var expected = torch.rand(4);
        torch.manual_seed(5);
        var threads = torch.get_num_threads();
        using (Quick(new MLContext(1), new CnnOptions { MaxEpochs = 1, BaseChannels = 8, Seed = 9, Threads = 1 })) { }
        using var actual = torch.rand(4);
        Assert.IsTrue(actual.allclose(expected));
        Assert.AreEqual(threads, torch.get_num_threads());
    }

    [TestMethod]
    public void EarlyStoppingBringsTheBestWeightsBack()
    {
        var ml = new MLContext(1);
        using var model = Quick(ml, new CnnOptions { MaxEpochs = 60, BaseChannels = 8, Patience = 3, LearningRate = 0.02, Seed = 1 });
        var history = model.History;
        var best = history.Epochs.MinBy(e => e.Metrics["ValidationLoss"])!;
        Assert.AreEqual(best.Epoch, history.BestEpoch);
        if (history.StopReason == StopReason.EarlyStopping) Assert.AreEqual(best.Epoch + 3, history.Epochs.Count);
        Assert.AreEqual(15, history.ValidationRows, 3);
    }

    [TestMethod]
    public void CancelledBeforeTheFirstStepThereIsNoModel()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => Quick(new MLContext(1), new CnnOptions { CancellationToken = cancel.Token }));
    }

    [TestMethod]
    public void CancellingStopsWithinABatch()
    {
        using var cancel = new CancellationTokenSource();
        var options = new CnnOptions { MaxEpochs = 50, BatchSize = 8, BaseChannels = 8, CancellationToken = cancel.Token };
        long rowsAtCancel = -1;
        options.OnProgress = p => { if (rowsAtCancel < 0 && p.RowsDone >= 8) { rowsAtCancel = p.RowsDone; cancel.Cancel(); } };
        using var model = Quick(new MLContext(1), options);
        Assert.AreEqual(StopReason.Cancelled, model.History.StopReason);
        Assert.AreEqual((0, 0), (model.History.Epochs.Count, model.History.BestEpoch));
    }

    [TestMethod]
    public void ALossThatIsNoNumberSaysWhatToDo()
    {
        var options = new CnnOptions { MaxEpochs = 5, BaseChannels = 8, LearningRate = 1e30, GradientClip = 0, Normalization = CnnNormalization.None, WarmupFraction = 0 };
        var error = Assert.Throws<InvalidOperationException>(() => Quick(new MLContext(1), options));
        StringAssert.Contains(error.Message, "Lower LearningRate (now 1E+30)");
    }

    [TestMethod]
    public void AGpuThatIsNotThereIsRefusedWhereItWasAskedFor()
    {
        if (torch.cuda.is_available()) Assert.Inconclusive("There is a GPU.");
        var options = new CnnOptions { MaxEpochs = 1, BaseChannels = 8 };
        using (var model = Quick(new MLContext(1) { GpuDeviceId = 0, FallbackToCpu = true }, options)) Assert.AreEqual("cpu", model.History.Device);
        var strict = Assert.ThrowsExactly<InvalidOperationException>(() => Quick(new MLContext(1) { GpuDeviceId = 1, FallbackToCpu = false }, options));
        StringAssert.Contains(strict.Message, "Device 'cuda:1' was asked for, but 0 CUDA devices are in reach.");
        options.Device = "cuda";
        Assert.ThrowsExactly<InvalidOperationException>(() => Quick(new MLContext(1), options));
    }

    [TestMethod]
    public void BalancedWeightsHelpTheRareClass()
    {
        var ml = new MLContext(1);
        var options = new CnnOptions { MaxEpochs = 2, BaseChannels = 8, ClassWeights = ClassWeighting.Balanced };
        using var model = Quick(ml, options);
        Assert.AreEqual(2, model.History.Epochs.Count);
    }

    [TestMethod]
    public void ProgressAndEpochsAreReportedAndLogged()
    {
        var ml = new MLContext(1);
        var lines = new List<string>();
        ml.Log += (_, e) => lines.Add(e.Message);
        var (epochs, progress, told) = (0, new List<TrainingProgress>(), new Told());
        var options = new CnnOptions { MaxEpochs = 2, BaseChannels = 8, OnEpoch = _ => epochs++, OnProgress = progress.Add, Progress = told };
        using var model = Quick(ml, options);
        Assert.AreEqual(2, epochs);
        Assert.IsTrue(progress.Any(p => p.Epoch == 1 && p.RowsDone == p.RowsInEpoch));
        Assert.IsTrue(lines.Any(l => l.Contains("Epoch 2: Loss", StringComparison.Ordinal)), string.Join("\n", lines));
        CollectionAssert.AreEqual(progress, told.All);
    }

    [TestMethod]
    public void AStreamedTrainingLearnsToo()
    {
        var ml = new MLContext(1);
        var data = ContractData.Create(ml, 6000);
        var options = new CnnOptions { MaxEpochs = 2, BaseChannels = 8, MemoryBudgetMegabytes = 1, Seed = 1 };
        using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", options).Fit(data);
        Assert.IsTrue(model.History.Streamed);
        Assert.IsTrue(model.History.Epochs[^1].Metrics["ValidationAccuracy"] > 0.9);
        Assert.IsTrue(model.History.SecondsWaitingForData > 0);
    }

    [TestMethod]
    public void AModuleOfTheWrongShapeIsRefusedBeforeTraining()
    {
        StringAssert.Contains(Refused(_ => Linear(64, 5)), "The module made [2, 5] of 2 rows of 64 numbers");
        StringAssert.Contains(Refused(_ => Linear(63, 3)), "The module does not take rows of 64 numbers");
        StringAssert.Contains(Refused(_ => Sequential(Flatten())), "no parameters");
        StringAssert.Contains(Refused(_ => null!), "returned null");
    }

    [TestMethod]
    public void AModuleThatFailsInTrainingIsNamedWithTheStep()
    {
        var ml = new MLContext(1);
        var options = new TrainerOptions { MaxEpochs = 3, BatchSize = 50, ValidationFraction = 0, Seed = 1 };
        string Failed(Func<torch.Tensor, int, torch.Tensor> forward) => Assert.ThrowsExactly<InvalidOperationException>(() => ml.Deep().MulticlassClassification
            .FromModule("Label", "Features", _ => new Faulty(forward), options).Fit(ContractData.Create(ml, 120))).Message;

        // Called once before training, with two empty rows; then for 50, 50 and 20 rows in each epoch.
        Assert.AreEqual("Step 3 (epoch 1, a batch of 20 rows) failed: The module 'Faulty' failed on an input of shape [20, 64]: "
            + "mat1 and mat2 shapes cannot be multiplied (20x63 and 64x3)", Failed((x, call) => call == 4 ? x.narrow(1, 0, 63) : x));
        Assert.AreEqual("Step 4 (epoch 2, a batch of 50 rows) failed: The module 'Faulty' failed on an input of shape [50, 64]: no luck",
            Failed((x, call) => call == 5 ? throw new FormatException("no luck") : x));
    }

    private static string Refused(Func<ModuleContext, Module<torch.Tensor, torch.Tensor>> factory)
    {
        var ml = new MLContext(1);
        var trainer = ml.Deep().MulticlassClassification.FromModule("Label", "Features", factory);
        return Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(ContractData.Create(ml, 12))).Message;
    }

    private static DeepTransformer Quick(MLContext ml, CnnOptions options) =>
        ml.Deep().MulticlassClassification.Cnn("Label", "Features", options).Fit(ContractData.Create(ml, 150));

    private sealed class Faulty : Module<torch.Tensor, torch.Tensor>
    {
        private readonly Func<torch.Tensor, int, torch.Tensor> _change;
        private readonly TorchSharp.Modules.Linear _linear = Linear(64, 3);
        private int _calls;

        public Faulty(Func<torch.Tensor, int, torch.Tensor> change) : base(nameof(Faulty))
        {
            _change = change;
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input) => _linear.call(_change(input, ++_calls));
    }

    private sealed class Told : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value) => All.Add(value);
    }
}
