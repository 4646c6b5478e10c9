using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;
using MLNetDeep.Tests.Persistence;

namespace MLNetDeep.Tests.Scoring;

/// <summary>Saved models that are loaded to score in batches, beside the same loaded by ML.NET; for each architecture and task the contract does it.</summary>
[TestClass]
public sealed class LoadForScoringTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void APipelineWithOtherStepsGivesTheSameRows(bool withWeights)
    {
        using var folder = new Folder();
        var (file, rows) = (folder.File("model.zip"), ContractData.Create(_ml, 300));
        var pipeline = _ml.Transforms.NormalizeMinMax("Features")
            .Append(_ml.Deep().MulticlassClassification.Cnn("Label", "Features", SavedModels.Quick))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Named", "PredictedLabel"));
        using var model = pipeline.Fit(rows);
        if (withWeights) _ml.Deep().Model.Save(model, rows.Schema, file);
        else _ml.Model.Save(model, rows.Schema, file);
        var (plain, batched) = (_ml.Model.LoadPlain(file, out var plainSchema), _ml.Model.LoadForScoring(file, out var schema, threads: 3));
        CollectionAssert.AreEqual(plainSchema.Select(c => $"{c.Name} {c.Type}").ToArray(), schema.Select(c => $"{c.Name} {c.Type}").ToArray());
        CollectionAssert.AreEqual(plain.Transform(rows).GetColumn<string>("Named").ToArray(), batched.Transform(rows).GetColumn<string>("Named").ToArray());
        SavedModels.AssertAlike(SavedModels.Score(_ml, plain, rows), SavedModels.Score(_ml, batched, rows));
        Assert.AreEqual(plain.Transform(rows).Schema.ToString(), batched.Transform(rows).Schema.ToString());
    }

    [TestMethod]
    public void APredictionEngineAndAnEvaluationWorkWithIt()
    {
        using var folder = new Folder();
        var (model, rows, file) = Saved(folder);
        var batched = _ml.Model.LoadForScoring(file, out _);
        var expected = _ml.MulticlassClassification.Evaluate(model.Transform(rows));
        var actual = _ml.MulticlassClassification.Evaluate(batched.Transform(rows));
        Assert.AreEqual(expected.MicroAccuracy, actual.MicroAccuracy);
        Assert.AreEqual(expected.LogLoss, actual.LogLoss, 1e-5);
        var scores = batched.Transform(rows).GetColumn<float[]>("Score").ToArray();
        using var engine = _ml.Model.CreatePredictionEngine<ContractRow, Prediction>(batched);
        foreach (var (row, i) in ContractData.Rows(100).Select((row, i) => (row, i)))
            for (var c = 0; c < 3; c++) Assert.AreEqual(scores[i][c], engine.Predict(row).Score[c], 1e-6f);
        engine.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => batched.Transform(rows));
        model.Dispose();
    }

    [TestMethod]
    public void ItIsSavedAgainAsItWas()
    {
        using var folder = new Folder();
        var (model, rows, file) = Saved(folder);
        var again = folder.File("again.zip");
        _ml.Model.Save(_ml.Model.LoadForScoring(file, out var schema), schema, again);
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, rows), SavedModels.Score(_ml, _ml.Model.LoadPlain(again, out _), rows));
        model.Dispose();
    }

    [TestMethod]
    public void AModelWithoutANetworkIsLoadedAsItIs()
    {
        using var folder = new Folder();
        var (file, rows) = (folder.File("model.zip"), ContractData.Create(_ml, 30));
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Id").Fit(rows), rows.Schema, file);
        CollectionAssert.AreEqual(Enumerable.Range(0, 30).ToArray(), _ml.Model.LoadForScoring(file, out _).Transform(rows).GetColumn<int>("Copy").ToArray());
    }

    [TestMethod]
    public void AContextThatAsksForAGpuGetsTheCpu()
    {
        using var folder = new Folder();
        var (model, rows, file) = Saved(folder);
        var gpu = new MLContext(1) { GpuDeviceId = 0 };
        SavedModels.AssertAlike(SavedModels.Score(_ml, model, rows), SavedModels.Score(_ml, gpu.Model.LoadForScoring(file, out _), rows));
        model.Dispose();
    }

    [TestMethod]
    public void WhatIsWrongIsSaid()
    {
        using var folder = new Folder();
        Assert.ThrowsExactly<FileNotFoundException>(() => _ml.Model.LoadForScoring(folder.File("none.zip"), out _));
        File.WriteAllText(folder.File("text.zip"), "no model");
        Assert.Throws<Exception>(() => _ml.Model.LoadForScoring(folder.File("text.zip"), out _));
        var (model, _, file) = Saved(folder);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ml.Model.LoadForScoring(file, out _, threads: -1));
        model.Dispose();
    }

    private (DeepTransformer Model, IDataView Rows, string File) Saved(Folder folder)
    {
        var (file, rows) = (folder.File("saved.zip"), ContractData.Create(_ml, 100));
        var model = _ml.Deep().MulticlassClassification.Cnn("Label", "Features", SavedModels.Quick).Fit(rows);
        _ml.Model.Save(model, rows.Schema, file);
        return (model, rows, file);
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
