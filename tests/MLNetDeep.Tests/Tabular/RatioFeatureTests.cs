using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Tabular;

/// <summary>Ratios and differences of numeric columns as features: chosen on the training part, and computed alike wherever the network scores.</summary>
[TestClass]
public sealed class RatioFeatureTests
{
    private readonly List<string> _log = [];

    [TestMethod]
    public void A_ratio_that_decides_is_found()
    {
        var ml = Context();
        using var model = ml.Deep().Regression.Mlp("Y", ["A", "B", "C"], Options(1)).Fit(ml.Data.LoadFromEnumerable(Rows(1500, r => r.A / r.B)));
        Assert.IsTrue(_log.Any(line => line.Contains("Ratios and differences as features: 'A' / 'B'.", StringComparison.Ordinal)), string.Join('\n', _log));
        var test = ml.Data.LoadFromEnumerable(Rows(500, r => r.A / r.B, seed: 9));
        Assert.IsGreaterThan(0.98, ml.Regression.Evaluate(model.Transform(test), "Y").RSquared);
    }

    [TestMethod]
    public void A_difference_is_found_for_classes_and_the_validation_rows_have_no_say()
    {
        var ml = Context();
        // These rows would speak for another pair.
        var options = Options(1);
        options.ValidationSet = ml.Data.LoadFromEnumerable(Rows(3000, r => r.B / r.C > 1.5f ? 1 : 0, seed: 5).Select(Flag));
        using var model = ml.Deep().BinaryClassification.Mlp("Y", ["A", "B", "C"], options).Fit(ml.Data.LoadFromEnumerable(Rows(1500, r => r.A - r.C > 2 ? 1 : 0).Select(Flag)));
        Assert.IsTrue(_log.Any(line => line.Contains("Ratios and differences as features: 'A' - 'C'.", StringComparison.Ordinal)), string.Join('\n', _log));
    }

    [TestMethod]
    public void Where_columns_say_all_there_is_no_ratio()
    {
        var ml = Context();
        using var model = ml.Deep().Regression.Mlp("Y", ["A", "B", "C"], Options(8)).Fit(ml.Data.LoadFromEnumerable(Rows(1500, r => r.A + (r.B * r.B))));
        Assert.IsTrue(_log.Any(line => line.Contains("No ratio or difference of two numeric columns improves", StringComparison.Ordinal)), string.Join('\n', _log));
        CollectionAssert.AreEqual(new[] { "A", "B", "C" }, model.FeatureColumnNames.ToArray());
    }

    [TestMethod]
    public void A_saved_network_scores_the_same_without_Torch()
    {
        var ml = Context();
        var data = ml.Data.LoadFromEnumerable(Rows(600, r => r.A / r.B));
        using var model = ml.Deep().Regression.Mlp("Y", ["A", "B", "C"], Options(2)).Fit(data);
        using var folder = new ImageFolder();
        var file = folder.File("ratios.zip");
        ml.Deep().Model.Save(model, data.Schema, file);
        // By zero, and of what is missing, a ratio is missing too.
        Row[] rows = [.. Rows(20, r => 0, seed: 3), new Row { A = 3 }, new Row { A = 2, B = float.NaN, C = 1 }, new Row { B = 5, C = float.PositiveInfinity }];
        var expected = model.Transform(ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score").ToArray();
        Assert.IsTrue(Array.TrueForAll(expected, float.IsFinite));
        foreach (var loaded in new[] { ml.Model.LoadPlain(file, out _), ml.Model.LoadForScoring(file, out _), ml.Deep().Model.Load(file, out _) })
        {
            var scored = loaded.Transform(ml.Data.LoadFromEnumerable(rows));
            var actual = scored.GetColumn<float>("Score").ToArray();
            for (var i = 0; i < rows.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-4f, $"row {i}");
            Assert.IsFalse(scored.Schema.Any(c => c.Name.StartsWith("MLNetDeep", StringComparison.Ordinal) && !c.IsHidden), "helper columns are dropped");
        }
    }

    private MLContext Context()
    {
        var ml = new MLContext(1);
        ml.Log += (_, e) =>
        {
            lock (_log) _log.Add(e.Message);
        };
        return ml;
    }

    private static MlpOptions Options(int ratios) => new() { RatioFeatures = ratios, MaxEpochs = 30, BatchSize = 32, LearningRate = 0.003, Dropout = 0, Seed = 1, Threads = 1 };

    private static Row[] Rows(int count, Func<Row, float> label, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Row { A = Number(), B = Number(), C = Number() }).Select(row =>
        {
            row.Y = label(row);
            return row;
        })];
        float Number() => 1 + (9 * random.NextSingle());
    }

    private static FlagRow Flag(Row row) => new() { A = row.A, B = row.B, C = row.C, Y = row.Y > 0 };

    private sealed class Row
    {
        public float A { get; set; }
        public float B { get; set; }
        public float C { get; set; }
        public float Y { get; set; }
    }

    private sealed class FlagRow
    {
        public float A { get; set; }
        public float B { get; set; }
        public float C { get; set; }
        public bool Y { get; set; }
    }
}
