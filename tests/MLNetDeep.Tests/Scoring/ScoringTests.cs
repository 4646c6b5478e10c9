using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Testing;

namespace MLNetDeep.Tests.Scoring;

[TestClass]
public class ScoringTests
{
    [TestMethod]
    public void AnyColumnsMayBeActive()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml);
        var scored = model.Transform(ContractData.Create(ml, 300));
        foreach (var names in new[] { [], new[] { "Id" }, ["Score"], ["PredictedLabel", "Id"], ["Label", "Features", "Id", "PredictedLabel", "Score"] })
        {
            using var cursor = scored.GetRowCursor(names.Select(n => scored.Schema[n]));
            foreach (var column in scored.Schema) if (!column.IsHidden) Assert.AreEqual(names.Contains(column.Name), cursor.IsColumnActive(column));
            var count = 0;
            while (cursor.MoveNext()) Assert.AreEqual(count++, cursor.Position);
            Assert.AreEqual(300, count);
        }
    }

    [TestMethod]
    public void ColumnsThatAreNotActiveAreRefused()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml);
        var scored = model.Transform(ContractData.Create(ml, 3));
        using var cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]));
        Assert.Throws<Exception>(() => cursor.GetGetter<int>(scored.Schema["Score"]));
    }

    [TestMethod]
    public void PredictedLabelIsTheHighestScoreAndMapsBack()
    {
        var ml = new MLContext(1);
        var data = ContractData.Create(ml, 150);
        using var model = Fit(ml);
        var named = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(model.Transform(data)).Transform(model.Transform(data));
        foreach (var row in ml.Data.CreateEnumerable<NamedRow>(named, reuseRowObject: false))
            Assert.AreEqual(model.Classes[Array.IndexOf(row.Score, row.Score.Max())], row.PredictedLabel);
    }

    [TestMethod]
    public void ARowThatIsNoNumberHasNoClass()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml);
        var rows = ContractData.Rows(3);
        rows[1].Features[0] = float.NaN;
        var scored = model.Transform(ml.Data.LoadFromEnumerable(rows));
        var keys = scored.GetColumn<uint>("PredictedLabel").ToArray();
        Assert.AreNotEqual(0u, keys[0]);
        Assert.AreEqual(0u, keys[1]);
        Assert.AreNotEqual(0u, keys[2]);
    }

    [TestMethod]
    public void AShuffledViewIsScoredInOneOrder()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml);
        var plain = model.Transform(ContractData.Create(ml, 200)).GetColumn<float[]>("Score").ToArray();
        var shuffled = model.Transform(ml.Data.ShuffleRows(ContractData.Create(ml, 200), seed: 4));
        var ids = shuffled.GetColumn<int>("Id").ToArray();
        var scores = shuffled.GetColumn<float[]>("Score").ToArray();
        for (var i = 0; i < ids.Length; i++) Assert.AreEqual(plain[ids[i]][0], scores[i][0], 1e-5f);
        Assert.IsFalse(shuffled.CanShuffle);
    }

    [TestMethod]
    public void CrossValidationAndEvaluationWork()
    {
        var ml = new MLContext(1);
        var trainer = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 10, BatchSize = 16, BaseChannels = 8, Seed = 1 });
        var results = ml.MulticlassClassification.CrossValidate(ContractData.Create(ml, 200), trainer, numberOfFolds: 2);
        Assert.IsTrue(results.All(r => r.Metrics.MicroAccuracy > 0.5));
        StringAssert.Contains(results[0].Metrics.ConfusionMatrix.GetFormattedConfusionTable(), "across");
    }

    private static DeepTransformer Fit(MLContext ml) => ml.Deep().MulticlassClassification
        .Cnn("Label", "Features", new CnnOptions { MaxEpochs = 3, BaseChannels = 8, Seed = 1 }).Fit(ContractData.Create(ml, 150));

    private sealed class NamedRow
    {
        public float[] Score { get; set; } = [];

        public string PredictedLabel { get; set; } = "";
    }
}
