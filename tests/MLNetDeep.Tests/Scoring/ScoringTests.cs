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

    [TestMethod]
    public void TheSchemaIsThatOfMlNetsOwnMulticlassTrainers()
    {
        var ml = new MLContext(1);
        using var model = Fit(ml);
        var data = ContractData.Create(ml, 6);
        Assert.AreEqual(
            "PredictedLabel Key<UInt32, 0-2>: ScoreColumnKind String, ScoreValueKind String, KeyValues Vector<String, 3>, ScoreColumnSetId Key<UInt32, 0-2147483646>\n"
            + "Score Vector<Single, 3>: ScoreColumnKind String, ScoreColumnSetId Key<UInt32, 0-2147483646>, ScoreValueKind String, TrainingLabelValues Vector<String, 3>, SlotNames Vector<String, 3>",
            string.Join("\n", model.GetOutputSchema(data.Schema).Skip(data.Schema.Count).Select(Describe)));
        uint id = 0;
        model.Transform(model.Transform(data)).Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref id);
        Assert.AreEqual(2u, id);
    }

    [TestMethod]
    public void KeysThatStandForNumbersOrForNothingAreTakenToo()
    {
        var ml = new MLContext(1);
        var rows = ContractData.Rows(60).Select(r => new NumberedRow { Label = r.Id % 3, Features = r.Features });
        var trainer = ml.Deep().MulticlassClassification.Cnn("Label", "Features", new CnnOptions { MaxEpochs = 1, BaseChannels = 8 });
        var numbered = ml.Transforms.Conversion.MapValueToKey("Label").Fit(ml.Data.LoadFromEnumerable(rows)).Transform(ml.Data.LoadFromEnumerable(rows));
        using var byNumber = trainer.Fit(numbered);
        CollectionAssert.AreEqual(new[] { "0", "1", "2" }, byNumber.Classes.ToArray());
        Assert.IsFalse(byNumber.Transform(numbered).Schema["Score"].HasSlotNames());

        var bare = ml.Data.LoadFromEnumerable(ContractData.Rows(60).Select(r => new BareRow { Label = (uint)(r.Id % 3) + 1, Features = r.Features }));
        using var byKey = trainer.Fit(bare);
        CollectionAssert.AreEqual(new[] { "1", "2", "3" }, byKey.Classes.ToArray());
        Assert.IsFalse(byKey.Transform(bare).Schema["PredictedLabel"].HasKeyValues());
    }

    private static string Describe(DataViewSchema.Column column) =>
        $"{column.Name} {column.Type}: {string.Join(", ", column.Annotations.Schema.Select(a => $"{a.Name} {a.Type}"))}";

    private static DeepTransformer Fit(MLContext ml) => ml.Deep().MulticlassClassification
        .Cnn("Label", "Features", new CnnOptions { MaxEpochs = 3, BaseChannels = 8, Seed = 1 }).Fit(ContractData.Create(ml, 150));

    private sealed class NumberedRow
    {
        public int Label { get; set; }

        [VectorType(64)]
        public float[] Features { get; set; } = [];
    }

    private sealed class BareRow
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(64)]
        public float[] Features { get; set; } = [];
    }

    private sealed class NamedRow
    {
        public float[] Score { get; set; } = [];

        public string PredictedLabel { get; set; } = "";
    }
}
