using System.Runtime.InteropServices;
using Microsoft.ML;
using MLNetDeep.Common;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Tasks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Training;

/// <summary>When memory runs out, batches are computed in parts.</summary>
[TestClass]
public sealed class BatchPartsTests
{
    private readonly MLContext _ml = new(1);
    private readonly List<string> _warnings = [];

    public BatchPartsTests() => _ml.Log += (_, e) =>
    {
        // Others tell of a module that cannot be saved, and of few validation rows.
        if (e.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning && e.RawMessage.Contains("a mini-batch is computed", StringComparison.Ordinal)) _warnings.Add(e.RawMessage);
    };

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void PartsGiveTheWeightsOfWholeBatches(int accumulate)
    {
        var whole = Train(new TrainerOptions { AccumulateBatches = accumulate }, most: 1000);
        Assert.IsEmpty(_warnings);
        var parts = Train(new TrainerOptions { AccumulateBatches = accumulate }, most: 10);
        for (var i = 0; i < whole.Weights.Length; i++) Assert.AreEqual(whole.Weights[i], parts.Weights[i], 1e-4f);
        Assert.AreEqual(whole.Loss, parts.Loss, 1e-4);
        Assert.HasCount(2, _warnings); // at 32 and at 16 rows
        StringAssert.Contains(_warnings[^1], "from now on a mini-batch is computed in 4 parts of at most 8 rows. A step of the optimizer has as many rows as before.");
    }

    [TestMethod]
    [DataRow(Precision.Single)]
    [DataRow(Precision.BFloat16)]
    public void BatchesOfTheSameStepAreAddedAgain(Precision precision)
    {
        // The third batch of the first step fails; then the second half of it, when the step was begun anew in halves.
        TrainerOptions Options() => new() { AccumulateBatches = 3, ValidationFraction = 0, Precision = precision };
        var whole = Train(Options(), most: 1000, rows: 97);
        var parts = Train(Options(), most: 1000, rows: 97, 3, 9);
        Assert.HasCount(2, _warnings);
        for (var i = 0; i < whole.Weights.Length; i++) Assert.AreEqual(whole.Weights[i], parts.Weights[i], precision == Precision.Single ? 1e-5f : 1e-2f);
        Assert.AreEqual(whole.Loss, parts.Loss, precision == Precision.Single ? 1e-5 : 1e-2);
    }

    [TestMethod]
    public void NothingIsLeftOfTheFailures()
    {
        Train(new TrainerOptions { AccumulateBatches = 3 }, most: 10);
        var before = LiveTensors.Count();
        Train(new TrainerOptions { AccumulateBatches = 3 }, most: 10);
        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    public void WhereItIsTurnedOffTheMessageSaysWhatToDo()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Train(new TrainerOptions { AutoBatchSize = false }, most: 10));
        Assert.AreEqual("Memory ran out on cpu with 32 rows at once. Lower BatchSize (now 32) or set AutoBatchSize.", error.Message);
    }

    [TestMethod]
    public void WhatIsTooLargeForAnyBatchIsSaid()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => Train(new TrainerOptions(), most: 1));
        Assert.AreEqual("Memory ran out on cpu with 2 rows at once. The network or its input is too large for this device.", error.Message);
    }

    [TestMethod]
    public void WhatLibtorchSaysIsUnderstood()
    {
        var error = Assert.Throws<ExternalException>(() => empty(1L << 55, ScalarType.Float32));
        Assert.IsTrue(TorchErrors.IsOutOfMemory(error), error.Message);
        Assert.IsTrue(TorchErrors.IsOutOfMemory(new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB")));
        Assert.IsFalse(TorchErrors.IsOutOfMemory(new ExternalException("mat1 and mat2 shapes cannot be multiplied")));
    }

    private (float[] Weights, double Loss) Train(TrainerOptions options, int most, int rows = 300, params int[] failing)
    {
        (options.BatchSize, options.MaxEpochs, options.Seed, options.Calibrate) = (32, 2, 1, false);
        (options.Optimizer, options.LearningRate) = (OptimizerKind.Sgd, 0.1);
        var view = _ml.Data.LoadFromEnumerable(TaskRows.Create(rows));
        using var model = _ml.Deep().BinaryClassification.FromModule("Flag", "Features", _ => new Hungry(most, failing), options).Fit(view);
        return ([.. model.Module.parameters().SelectMany(MLNetDeep.Common.Tensors.ToFloats)], model.History.Epochs[^1].Metrics["Loss"]);
    }

    /// <summary>A network that has no memory for more than some rows, or for some of its calls in training, counted from 1.</summary>
    private sealed class Hungry : Module<Tensor, Tensor>
    {
        private readonly int _most;
        private readonly int[] _failing;
        private readonly Module<Tensor, Tensor> _body = Linear(2, 1);

        private int _calls;

        public Hungry(int most, int[] failing) : base(nameof(Hungry))
        {
            (_most, _failing) = (most, failing);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var isTry = input.shape[0] == 2 && !training; // of the network's shapes
            if (training) _calls++;
            if ((input.shape[0] > _most && !isTry) || (training && _failing.Contains(_calls))) empty(1L << 55, ScalarType.Float32);
            return _body.call(input);
        }
    }
}
