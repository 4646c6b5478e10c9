using Microsoft.ML;

namespace MLNetDeep.AutoML.Tests.Fidelity;

/// <summary>What is measured of synthetic tables.</summary>
[TestClass]
public sealed class FidelityTests
{
    private static readonly MLContext Ml = new(1);

    [TestMethod]
    public void Rows_of_the_same_kind_cannot_be_told_apart()
    {
        var fidelity = Ml.Deep().MeasureFidelity(PredictionTask.Binary(), Rows(1500, 1), Rows(800, 2), Rows(1500, 3));
        Assert.IsLessThan(0.06, fidelity.MeanColumnDistance);
        Assert.IsLessThan(0.06, fidelity.PairDifference);
        Assert.AreEqual(0.5, fidelity.DetectionAuc, 0.06);
        Assert.AreEqual(fidelity.TrainedOnReal["Accuracy"], fidelity.TrainedOnSynthetic["Accuracy"], 0.04);
        Assert.AreEqual(fidelity.NearestReal, fidelity.NearestSynthetic, 0.2 * fidelity.NearestReal);
        Assert.AreEqual(0, fidelity.Copies);
    }

    [TestMethod]
    public void Rows_without_what_belongs_together_are_told_apart()
    {
        var fidelity = Ml.Deep().MeasureFidelity(PredictionTask.Binary(), Rows(1500, 1), Rows(800, 2), Rows(1500, 3, isMixed: true));
        // Each column is right by itself.
        Assert.IsLessThan(0.06, fidelity.MeanColumnDistance);
        Assert.IsGreaterThan(0.2, fidelity.PairDifference);
        Assert.IsGreaterThan(0.9, fidelity.DetectionAuc);
        Assert.IsLessThan(0.65, fidelity.TrainedOnSynthetic["Accuracy"]);
        Assert.IsGreaterThan(0.9, fidelity.TrainedOnReal["Accuracy"]);
    }

    [TestMethod]
    public void Copies_are_found()
    {
        var fidelity = Ml.Deep().MeasureFidelity(PredictionTask.Binary(), Rows(600, 1), Rows(300, 2), Rows(600, 1));
        Assert.AreEqual(1, fidelity.Copies);
        // Distances of single precision.
        Assert.IsLessThan(2e-3, fidelity.NearestSynthetic);
        Assert.IsGreaterThan(0.01, fidelity.NearestReal);
    }

    [TestMethod]
    public void Tables_without_the_label_are_named()
    {
        var without = Ml.Transforms.DropColumns("Label").Fit(Rows(20, 1)).Transform(Rows(20, 1));
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentException>(() => Ml.Deep().MeasureFidelity(PredictionTask.Binary(), Rows(20, 1), Rows(20, 2), without)).Message, "The label 'Label' is not in both tables. Both have Number, Twice, Color.");
    }

    [TestMethod]
    public void Too_few_rows_are_named_and_of_one_class_nothing_is_learned()
    {
        Assert.AreEqual("There must be at least 50 synthetic rows to measure, but there are 20. (Parameter 'synthetic')",
            Assert.ThrowsExactly<ArgumentException>(() => Ml.Deep().MeasureFidelity(PredictionTask.Binary(), Rows(100, 1), Rows(50, 2), Rows(20, 3))).Message);
        var same = Ml.Transforms.CustomMapping<Labelled, Labelled>((_, to) => to.Label = true, null).Fit(Rows(200, 3)).Transform(Rows(200, 3));
        var fidelity = Ml.Deep().MeasureFidelity(PredictionTask.Binary(), Rows(300, 1), Rows(100, 2), same);
        Assert.IsTrue(double.IsNaN(fidelity.TrainedOnSynthetic["Accuracy"]));
        Assert.IsGreaterThan(0.9, fidelity.TrainedOnReal["Accuracy"]);
    }

    private sealed class Labelled
    {
        public bool Label { get; set; }
    }

    private static IDataView Rows(int count, int seed, bool isMixed = false)
    {
        var random = new Random(seed);
        return Ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(_ =>
        {
            var number = random.NextSingle();
            float Own() => isMixed ? random.NextSingle() : number;
            return new Row { Number = number, Twice = (2 * Own()) + (0.05f * random.NextSingle()), Color = Own() > 0.7f ? "red" : "blue", Label = Own() > 0.5f };
        }).ToList());
    }

    private sealed class Row
    {
        public float Number { get; set; }

        public float Twice { get; set; }

        public string Color { get; set; } = "";

        public bool Label { get; set; }
    }
}
