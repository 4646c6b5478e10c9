using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Persistence;

namespace MLNetDeep.Tests.Scoring;

/// <summary>Values that are missing, infinite or never seen score alike by every way in, and rows need no label.</summary>
[TestClass]
public sealed class OddValueTests
{
    private readonly MLContext _ml = new(1);

    [TestMethod]
    public void Missing_and_unknown_values_score_alike_by_every_way_in()
    {
        using var folder = new Folder();
        using var model = Train();
        _ml.Deep().Model.Save(model, null, folder.File("city.zip"));
        Visitor[] odd =
        [
            new() { Age = 70, City = null }, new() { Age = 70, City = "" }, new() { Age = 70, City = "Quito" },
            new() { Age = float.NaN, City = "Rome" }, new() { Age = float.PositiveInfinity, City = "Rome" }, new() { Age = float.NegativeInfinity, City = "Rome" },
        ];
        var plain = _ml.Model.LoadPlain(folder.File("city.zip"), out _);
        using var deep = _ml.Deep().Model.Load(folder.File("city.zip"), out _);
        ITransformer[] models = [model, plain, deep, _ml.Model.LoadForScoring(folder.File("city.zip"), out _)];
        var expected = model.Transform(_ml.Data.LoadFromEnumerable(odd)).GetColumn<float>("Probability").ToArray();
        Assert.IsTrue(expected.All(p => p is > 0 and < 1));
        foreach (var same in new[] { expected[..3], expected[3..] }) Assert.HasCount(1, same.Distinct().ToArray(), string.Join(' ', same));
        Assert.AreNotEqual(expected[0], expected[3]);
        foreach (var way in models)
        {
            var view = way.Transform(_ml.Data.LoadFromEnumerable(odd)).GetColumn<float>("Probability").ToArray();
            var engine = _ml.Model.CreatePredictionEngine<Visitor, Verdict>(way, new PredictionEngineOptions { OwnsTransformer = false });
            for (var i = 0; i < odd.Length; i++)
            {
                Assert.AreEqual(expected[i], view[i], 1e-6f);
                Assert.AreEqual(expected[i], engine.Predict(odd[i]).Probability, 1e-6f);
            }
            engine.Dispose();
        }
    }

    private DeepTransformer Train()
    {
        string[] cities = ["Rome", "Oslo", "Lima"];
        var rows = Enumerable.Range(0, 300).Select(i => new Known { Age = i % 11 == 0 ? float.NaN : 20 + (i % 60), City = i % 13 == 0 ? "" : cities[i % 3], Label = i % 3 == 0 || i % 60 > 40 });
        return _ml.Deep().BinaryClassification.Mlp("Label", ["Age", "City"], new MlpOptions { MaxEpochs = 5, Width = 16, Seed = 1 }).Fit(_ml.Data.LoadFromEnumerable(rows));
    }

    private class Visitor
    {
        public float Age { get; set; }

        public string? City { get; set; }
    }

    private sealed class Known : Visitor
    {
        public bool Label { get; set; }
    }

    private sealed class Verdict
    {
        public float Probability { get; set; }
    }
}
