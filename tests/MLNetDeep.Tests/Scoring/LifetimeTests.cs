using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;

namespace MLNetDeep.Tests.Scoring;

/// <summary>Models that are disposed, by engines or while others score with them.</summary>
[TestClass]
public sealed class LifetimeTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void AnEngineDisposesItsModelAndWhatIsAskedAfterwardsSaysSo()
    {
        var rows = ContractData.Create(_ml, 60);
        var model = Fit(rows);
        var row = new FeatureRow { Features = new float[64] };
        using (var first = _ml.Model.CreatePredictionEngine<FeatureRow, Prediction>(model)) Assert.AreEqual(3, first.Predict(row).Score.Length);
        var error = Assert.ThrowsExactly<ObjectDisposedException>(() => _ml.Model.CreatePredictionEngine<FeatureRow, Prediction>(model));
        StringAssert.StartsWith(error.Message, "The model was disposed. A PredictionEngine disposes its model together with itself, unless it is made with "
            + "new PredictionEngineOptions { OwnsTransformer = false }.");
        Assert.ThrowsExactly<ObjectDisposedException>(() => model.Transform(rows));
        using var stream = new MemoryStream();
        Assert.ThrowsExactly<ObjectDisposedException>(() => _ml.Model.Save(model, rows.Schema, stream));
        model.Dispose(); // twice is once
    }

    [TestMethod]
    public void AnEngineThatDoesNotOwnItsModelLeavesIt()
    {
        using var model = Fit(ContractData.Create(_ml, 60));
        var row = new FeatureRow { Features = new float[64] };
        float[] Score()
        {
            using var engine = _ml.Model.CreatePredictionEngine<FeatureRow, Prediction>(model, new PredictionEngineOptions { OwnsTransformer = false });
            return engine.Predict(row).Score;
        }
        CollectionAssert.AreEqual(Score(), Score());
    }

    [TestMethod]
    public void EnginesAndViewsMadeBeforeSaySoToo()
    {
        var rows = ContractData.Create(_ml, 600);
        var model = Fit(rows);
        var engine = _ml.Model.CreatePredictionEngine<FeatureRow, Prediction>(model, new PredictionEngineOptions { OwnsTransformer = false });
        var scored = model.Transform(rows);
        model.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => engine.Predict(new FeatureRow { Features = new float[64] }));
        Assert.ThrowsExactly<ObjectDisposedException>(() => scored.GetColumn<float[]>("Score").Count());
    }

    [TestMethod]
    public void DisposedWhileEightThreadsScoreItEndsNoProcess()
    {
        var rows = ContractData.Create(_ml, 100);
        for (var run = 0; run < 10; run++)
        {
            var model = Fit(rows);
            var scored = model.Transform(ContractData.Create(_ml, 5000));
            using var started = new CountdownEvent(8);
            var threads = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
            {
                started.Signal();
                return Assert.Throws<ObjectDisposedException>(() => { for (; ; ) scored.GetColumn<float[]>("Score").Count(); });
            }, TaskCreationOptions.LongRunning)).ToArray();
            started.Wait();
            Thread.Sleep(20);
            model.Dispose();
            Task.WaitAll(threads);
        }
    }

    private DeepTransformer Fit(IDataView rows) => _ml.Deep().MulticlassClassification
        .Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, BaseChannels = 8, Seed = 1 }).Fit(rows);

    private sealed class FeatureRow
    {
        [VectorType(64)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
