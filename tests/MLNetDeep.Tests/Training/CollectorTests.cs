using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Common;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Training;

/// <summary>
/// Beside a thread that collects garbage every millisecond. TorchSharp hands native calls numbers that the collector may free meanwhile; the
/// product holds them (see <see cref="Arithmetic"/>), so that nothing fails and nothing comes out otherwise.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class CollectorTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void TrainingsComeOutAsTheyDoAlone()
    {
        string[] keys = ["cnn", "tabm", "resnet", "mlp", "vit", "fttransformer", "mobilenetv3", "tableresnet", "convnext"];
        var kinds = new[] { OptimizerKind.AdamW, OptimizerKind.Sgd, OptimizerKind.Lion };
        var alone = new Dictionary<(string, OptimizerKind), float[]>();
        var runs = Full.IsWanted ? 100 : 10;
        for (var run = 0; run < runs; run++)
        {
            var (key, kind) = (keys[run % keys.Length], kinds[run % kinds.Length]);
            if (!alone.TryGetValue((key, kind), out var expected)) alone[(key, kind)] = expected = Train(key, kind);
            using var collector = new Collector();
            CollectionAssert.AreEqual(expected, Train(key, kind), $"{key} with {kind} in run {run}");
        }
    }

    [TestMethod]
    [DataRow("cnn")]
    [DataRow("tabm")]
    public void ScoresOfEightThreadsAreThoseOfOneAlone(string key)
    {
        var rows = ContractData.Create(_ml, 400);
        var subject = ContractSubject.For(ArchitectureRegistry.Get(key));
        var options = subject.Options();
        (options.Seed, options.MaxEpochs, options.Threads) = (1, 1, 1);
        using var model = subject.Trainer(_ml, options).Fit(rows);
        float[] Score() => [.. model.Transform(rows).GetColumn<float[]>("Score").SelectMany(s => s)];
        var expected = Score();
        using var collector = new Collector();
        for (var run = 0; run < (Full.IsWanted ? 100 : 10); run++)
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => CollectionAssert.AreEqual(expected, Score()));
    }

    private float[] Train(string key, OptimizerKind kind)
    {
        var subject = ContractSubject.For(ArchitectureRegistry.Get(key));
        var options = subject.Options();
        (options.Seed, options.MaxEpochs, options.Optimizer, options.Threads, options.EmaDecay, options.LabelSmoothing) = (1, 2, kind, 1, 0.9, 0.1);
        using var model = subject.Trainer(_ml, options).Fit(ContractData.Create(_ml, 100));
        return [.. model.Module.parameters().SelectMany(Tensors.ToFloats)];
    }

    /// <summary>Collects every millisecond until it is disposed.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _isOver;

        public Collector()
        {
            _thread = new Thread(() =>
            {
                while (!_isOver)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    Thread.Sleep(1);
                }
            });
            _thread.Start();
        }

        public void Dispose()
        {
            _isOver = true;
            _thread.Join();
        }
    }
}
