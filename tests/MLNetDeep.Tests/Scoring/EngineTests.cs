using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Onnx;
using MLNetDeep.Testing;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLNetDeep.Tests.Scoring;

/// <summary>What computes scores, and batches that are computed several at once.</summary>
[TestClass]
public sealed class EngineTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void ByDefaultOnnxRuntimeScores()
    {
        using var model = Fit(new CnnOptions());
        Assert.AreEqual(ScoringEngine.Onnx, model.ScoringEngine);
    }

    [TestMethod]
    [DataRow(ScoringEngine.Onnx)]
    [DataRow(ScoringEngine.Torch)]
    public void ALoadedModelScoresByTheEngineThatIsAskedFor(ScoringEngine engine)
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var model = Fit(new CnnOptions())) _ml.Deep().Model.Save(model, null, file);
            using var loaded = _ml.Deep().Model.Load(file, out _, scoringEngine: engine);
            Assert.AreEqual(engine, loaded.OfType<DeepTransformer>().Single().ScoringEngine);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void WhatCannotBeExportedIsScoredByLibtorchAndTheLogSaysWhy()
    {
        var said = new List<string>();
        _ml.Log += (_, e) => said.Add(e.Message);
        using var model = Unknown(ScoringEngine.Auto).Fit(ContractData.Create(_ml, 30));
        Assert.AreEqual(ScoringEngine.Torch, model.ScoringEngine);
        Assert.HasCount(20, model.Transform(ContractData.Create(_ml, 20)).GetColumn<float[]>("Score"));
        Assert.ContainsSingle(said.Where(line => line.Contains("Scores are computed by libtorch, not by ONNX Runtime: ", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void AModuleWhoseOwnExportFailsIsScoredByLibtorch()
    {
        using var model = _ml.Deep().MulticlassClassification
            .FromModule("Label", "Features", context => Sequential(new Failing(), Linear(context.Input.Size, 3)), new TrainerOptions { MaxEpochs = 1, Seed = 1 })
            .Fit(ContractData.Create(_ml, 30));
        Assert.HasCount(20, model.Transform(ContractData.Create(_ml, 20)).GetColumn<float[]>("Score"));
        Assert.AreEqual(ScoringEngine.Torch, model.ScoringEngine);
    }

    [TestMethod]
    public void OnnxRuntimeThatIsAskedForIsTriedBeforeTraining()
    {
        var epochs = 0;
        var error = Assert.ThrowsExactly<OnnxExportException>(() => Unknown(ScoringEngine.Onnx, options => options.OnEpoch = _ => epochs++).Fit(ContractData.Create(_ml, 30)));
        StringAssert.Contains(error.Message, nameof(Doubled));
        Assert.AreEqual(0, epochs);
    }

    [TestMethod]
    public void TheOrderOfRowsAndTheirScoresDoNotDependOnThreads()
    {
        var rows = ContractData.Create(_ml, 1000);
        using var trained = Fit(new CnnOptions());
        (int[] Ids, float[] Scores) Score(int threads)
        {
            var options = trained.Options;
            options.Threads = threads;
            var model = new DeepTransformer(_ml, trained.Model with { Options = options });
            var scored = model.Transform(rows);
            return ([.. scored.GetColumn<int>("Id")], [.. scored.GetColumn<float[]>("Score").SelectMany(s => s)]);
        }
        var (ids, expected) = Score(1);
        CollectionAssert.AreEqual(Enumerable.Range(0, 1000).ToArray(), ids);
        foreach (var threads in new[] { 2, 8 })
        {
            var (otherIds, scores) = Score(threads);
            CollectionAssert.AreEqual(ids, otherIds);
            CollectionAssert.AreEqual(expected, scores);
        }
    }

    [TestMethod]
    public void ACursorThatIsLeftEarlyWaitsForWhatItBegan()
    {
        using var model = Fit(new CnnOptions { Threads = 8 });
        var scored = model.Transform(ContractData.Create(_ml, 5000));
        for (var run = 0; run < 50; run++)
        {
            using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
            Assert.IsTrue(cursor.MoveNext());
        }
        model.Dispose();
    }

    [TestMethod]
    public void ThirtyTwoThreadsWithAnEngineEachScoreTheirOwnRows()
    {
        using var model = Fit(new CnnOptions());
        var rows = ContractData.Rows(32);
        var expected = model.Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("Score").ToArray();
        void Score(int first)
        {
            var ml = new MLContext();
            using var engine = ml.Model.CreatePredictionEngine<ContractRow, Prediction>(model, new PredictionEngineOptions { OwnsTransformer = false });
            for (var run = 0; run < 64; run++)
            {
                var at = (first + run) % 32;
                var scores = engine.Predict(rows[at]).Score;
                for (var c = 0; c < scores.Length; c++) Assert.AreEqual(expected[at][c], scores[c], 1e-6f);
            }
        }
        long ScoreByAll()
        {
            Task.WaitAll(Enumerable.Range(0, 32).Select(i => Task.Factory.StartNew(() => Score(i), TaskCreationOptions.LongRunning)).ToArray());
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Environment.WorkingSet;
        }
        ScoreByAll();
        var before = ScoreByAll();
        for (var run = 0; run < 8; run++) ScoreByAll();
        Assert.IsLessThan(50, (ScoreByAll() - before) / 1e6);
    }

    private DeepTransformer Fit(CnnOptions options)
    {
        (options.MaxEpochs, options.BaseChannels, options.Seed) = (1, 8, 1);
        return _ml.Deep().MulticlassClassification.Cnn("Label", "Features", options).Fit(ContractData.Create(_ml, 60));
    }

    private DeepTrainer Unknown(ScoringEngine engine, Action<TrainerOptions>? change = null)
    {
        var options = new TrainerOptions { MaxEpochs = 1, ScoringEngine = engine, Seed = 1 };
        change?.Invoke(options);
        return _ml.Deep().MulticlassClassification.FromModule("Label", "Features", context => Sequential(new Doubled(), Linear(context.Input.Size, 3)), options);
    }

    /// <summary>A module that says nothing of ONNX.</summary>
    private sealed class Doubled() : Module<Tensor, Tensor>(nameof(Doubled))
    {
        public override Tensor forward(Tensor input) => input.add(input);
    }

    /// <summary>A module that says wrongly how it is exported.</summary>
    private sealed class Failing() : Module<Tensor, Tensor>(nameof(Failing)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => input.add(input);

        public OnnxValue Export(OnnxComposer composer, OnnxValue input) => throw new InvalidOperationException("It does not know how.");
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
