using MLNetDeep.Data;
using MLNetDeep.Inputs.Images;
using MLNetDeep.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Training;

/// <summary>A training that died at any moment goes on to the weights of one that did not.</summary>
[TestClass]
public class CheckpointTests
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.checkpoint");

    [TestCleanup]
    public void Clean() => File.Delete(_path);

    [TestMethod]
    [DataRow(OptimizerKind.AdamW, ScheduleKind.Cosine, 0.0, 1)]
    [DataRow(OptimizerKind.Sgd, ScheduleKind.Plateau, 0.9, 2)]
    [DataRow(OptimizerKind.Lion, ScheduleKind.OneCycle, 0.9, 3)]
    public void ADeadTrainingGoesOnToTheSameWeights(OptimizerKind optimizer, ScheduleKind schedule, double ema, int accumulate)
    {
        var options = new TrainerOptions
        {
            MaxEpochs = 4,
            BatchSize = 8,
            Optimizer = optimizer,
            Schedule = schedule,
            EmaDecay = ema,
            AccumulateBatches = accumulate,
            LearningRate = 0.01,
            Patience = 3,
        };
        var (expected, history) = Train(options, null);
        options.CheckpointPath = _path;
        options.CheckpointEverySteps = 2;
        foreach (var end in new[] { 1, 5, 12, 20, 26, 31 })
        {
            Assert.ThrowsExactly<TimeoutException>(() => Train(options, end));
            Assert.ThrowsExactly<TimeoutException>(() => Train(options, 1)); // again, at once
            var (weights, resumed) = Train(options, null);
            CollectionAssert.AreEqual(expected, weights, $"ended at batch {end}");
            CollectionAssert.AreEqual(Losses(history), Losses(resumed));
            Assert.AreEqual((history.BestEpoch, history.StopReason), (resumed.BestEpoch, resumed.StopReason));
            Assert.IsFalse(File.Exists(_path), "the checkpoint is left behind");
        }
    }

    [TestMethod]
    public void ADeadTrainingOnChangedPicturesGoesOnToTheSameWeights()
    {
        var options = new ImageTrainerOptions
        {
            MaxEpochs = 3,
            BatchSize = 8,
            Augmentation = AugmentationPreset.Strong,
            Hue = 0.1,
            CropScale = 0.6,
            Mixup = 0.4,
            Cutmix = 1,
            Threads = 1,
        };
        var (expected, history) = Train(options, null, images: true);
        options.CheckpointPath = _path;
        options.CheckpointEverySteps = 3;
        foreach (var end in new[] { 5, 19, 41 })
        {
            Assert.ThrowsExactly<TimeoutException>(() => Train(options, end, images: true));
            var (weights, resumed) = Train(options, null, images: true);
            CollectionAssert.AreEqual(expected, weights, $"ended at batch {end}");
            CollectionAssert.AreEqual(Losses(history), Losses(resumed));
        }
        options.Mixup = options.Cutmix = 0;
        CollectionAssert.AreNotEqual(expected, Train(options, null, images: true).Weights);
    }

    [TestMethod]
    public void TheCheckpointOfAnotherTrainingIsRefused()
    {
        var options = new TrainerOptions { MaxEpochs = 2, BatchSize = 8, CheckpointPath = _path };
        Assert.ThrowsExactly<TimeoutException>(() => Train(options, 10));
        Assert.AreEqual(7, Checkpoint.SeedIn(_path));
        options.LearningRate = 0.5;
        options.MaxEpochs = 4;
        options.Optimizer = OptimizerKind.Lion;
        var bytes = File.ReadAllBytes(_path);
        var message = Assert.ThrowsExactly<InvalidOperationException>(() => Train(options, null)).Message;
        StringAssert.StartsWith(message, $"The checkpoint '{_path}' is from another training: ");
        foreach (var part in new[] { "MaxEpochs is 4, but was 2; ", "LearningRate is 0.5, but was 0.001", "Optimizer is Lion, but was AdamW", "delete the file to start anew", "--checkpoint", "--from" })
            StringAssert.Contains(message, part);
        CollectionAssert.AreEqual(bytes, File.ReadAllBytes(_path));
        (options.LearningRate, options.MaxEpochs, options.Optimizer) = (0.001, 2, OptimizerKind.AdamW);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Train(options, null, plain: true)).Message, "the network has other layers");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Train(options, null, seed: 4)).Message, "the rows hold other values");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Train(options, null, count: 60)).Message, "the number of training rows is 60, but was 64.");
        Train(options, null);
        Assert.IsFalse(File.Exists(_path), "it went on to the end");
        File.WriteAllText(_path, "a letter");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Train(options, null)).Message, "is not a checkpoint");
        using (var writer = new BinaryWriter(File.Create(_path))) writer.Write("MLNetDeep checkpoint 4");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Train(options, null)).Message, "is from another version");
    }

    [TestMethod]
    [DataRow(0.0, false)]
    [DataRow(1e-9, true)]
    [DataRow(60.0, false)]
    public void MinutesMakeACheckpointToo(double minutes, bool isWritten)
    {
        var options = new TrainerOptions { BatchSize = 8, CheckpointPath = _path, CheckpointEveryMinutes = minutes };
        Assert.ThrowsExactly<TimeoutException>(() => Train(options, 5)); // in the first epoch
        Assert.AreEqual(isWritten, File.Exists(_path));
    }

    [TestMethod]
    public void WhereItCannotBeWrittenIsSaidBeforeTheFirstStep()
    {
        var options = new TrainerOptions { CheckpointPath = Path.Combine(_path, "no", "folder") };
        var error = Assert.ThrowsExactly<IOException>(() => Train(options, 1));
        StringAssert.StartsWith(error.Message, $"The checkpoint '{options.CheckpointPath}' cannot be written: ");
        options.CheckpointPath = Path.GetTempPath();
        StringAssert.EndsWith(Assert.ThrowsExactly<IOException>(() => Train(options, 1)).Message, "It is a folder.");
    }

    [TestMethod]
    public void ATrainingSurvivesThatItsCheckpointCannotBeWrittenAnyMore()
    {
        var folder = Directory.CreateDirectory(_path + ".folder");
        var options = new TrainerOptions { MaxEpochs = 3, BatchSize = 8 };
        var (expected, _) = Train(options, null);
        options.CheckpointPath = Path.Combine(folder.FullName, "checkpoint");
        options.OnEpoch = epoch => { if (epoch.Epoch == 1) folder.Delete(recursive: true); };
        var (weights, history) = Train(options, null);
        CollectionAssert.AreEqual(expected, weights);
        Assert.HasCount(3, history.Epochs);
        Assert.IsFalse(Directory.Exists(folder.FullName));
    }

    [TestMethod]
    public void BatchesAddedUpAreOneLargeBatch()
    {
        var (large, _) = Train(new TrainerOptions { MaxEpochs = 2, BatchSize = 16, Optimizer = OptimizerKind.Sgd }, null, plain: true);
        var (small, _) = Train(new TrainerOptions { MaxEpochs = 2, BatchSize = 8, AccumulateBatches = 2, Optimizer = OptimizerKind.Sgd }, null, plain: true);
        for (var i = 0; i < large.Length; i++) Assert.AreEqual(large[i], small[i], 1e-5f);
    }

    [TestMethod]
    public void TheAverageIsKeptAndLagsBehind()
    {
        var options = new TrainerOptions { MaxEpochs = 1, BatchSize = 8, Optimizer = OptimizerKind.Sgd, Schedule = ScheduleKind.Constant, WarmupFraction = 0 };
        var (live, _) = Train(options, null, plain: true);
        options.EmaDecay = 0.999;
        var (average, _) = Train(options, null, plain: true);
        CollectionAssert.AreNotEqual(live, average);
        for (var i = 0; i < live.Length; i++) Assert.AreEqual(live[i], average[i], 0.05f);
    }

    private static double[] Losses(TrainingHistory history) =>
        [.. history.Epochs.SelectMany(e => new[] { e.Metrics["Loss"], e.Metrics["ValidationLoss"], e.Metrics["LearningRate"], e.Metrics["GradientNorm"] })];

    private static (float[] Weights, TrainingHistory History) Train(TrainerOptions options, int? end, bool plain = false, bool images = false, int seed = 3, int count = 64)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        using var rows = Rows(count, images);
        using var validation = Rows(16, images);
        using var training = images ? Changed(rows, options) : rows;
        using Module<Tensor, Tensor> network = plain ? Linear(4, 3) : images ? Linear(Picture.Size, 3) : Sequential(Linear(4, 8), BatchNorm1d(8), ReLU(), Dropout(0.3), Linear(8, 3));
        var history = new TrainingLoop(network, new MortalObjective(end), new TrainingPlan(options, 7, CPU, new Silence())).Run(training, validation, TimeSpan.Zero);
        return ([.. network.parameters().Concat(network.buffers()).SelectMany(MLNetDeep.Common.Tensors.ToFloats)], history);
    }

    private static readonly ImageShape Picture = new(1, 6, 6);

    private static IBatchSource Changed(CachedBatches rows, TrainerOptions options)
    {
        var statistics = new FeatureStatistics(Picture);
        statistics.Add(rows.All.Features);
        return new ImageSpec("Image", ImageSource.Numbers, Picture, ToGrey: false).Augment(rows, statistics, options);
    }

    private static CachedBatches Rows(int count, bool images)
    {
        var features = randn(count, images ? Picture.Size : 4);
        return new CachedBatches(new Batch(features.DetachFromDisposeScope(), features.narrow(1, 0, 3).argmax(1).DetachFromDisposeScope()));
    }

    private sealed class MortalObjective(int? end) : IObjective
    {
        private int _left = end ?? int.MaxValue;

        public IReadOnlyList<RowMetric> Metrics => [];

        public Tensor Loss(Tensor outputs, Tensor targets, Tensor? weights) =>
            --_left > 0 ? functional.cross_entropy(outputs, targets) : throw new TimeoutException();

        public Tensor RowLosses(Tensor outputs, Tensor targets) => functional.cross_entropy(outputs, targets, reduction: Reduction.None);

        public void Dispose()
        {
        }
    }

    private sealed class Silence : ITrainingLog
    {
        public void Info(string message)
        {
        }

        public void Warning(string message)
        {
        }

        public void Epoch(EpochResult result, int maxEpochs)
        {
        }
    }
}
