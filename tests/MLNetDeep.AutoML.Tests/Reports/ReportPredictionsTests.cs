namespace MLNetDeep.AutoML.Tests.Reports;

/// <summary>What is worked out of predictions, against figures written out.</summary>
[TestClass]
public class ReportPredictionsTests
{
    [TestMethod]
    public void The_confusion_matrix_counts_labels_down_and_predictions_across()
    {
        ReportConfusion confusion = ReportConfusion.From(["a", "b"], [0, 0, 1, 1, 1], [0, 1, 1, 1, 0]);
        CollectionAssert.AreEqual(new[] { 1, 1 }, confusion.Counts[0].ToArray());
        CollectionAssert.AreEqual(new[] { 1, 2 }, confusion.Counts[1].ToArray());
    }

    [TestMethod]
    public void Of_many_classes_those_that_are_mistaken_most_are_kept()
    {
        int[] labels = [.. Enumerable.Range(0, 100), 70, 70];
        int[] predicted = [.. Enumerable.Range(0, 100), 80, 80];
        ReportConfusion confusion = ReportConfusion.From([.. Enumerable.Range(0, 100).Select(i => $"c{i}")], labels, predicted);
        Assert.HasCount(ReportConfusion.MostClasses, confusion.Classes);
        Assert.AreEqual("(others)", confusion.Classes[^1]);
        Assert.AreEqual(2, confusion.Counts[confusion.Classes.ToList().IndexOf("c70")][confusion.Classes.ToList().IndexOf("c80")]);
        Assert.AreEqual(102, confusion.Counts.Sum(r => r.Sum()));
    }

    [TestMethod]
    public void The_ROC_curve_goes_through_every_threshold_and_ties_share()
    {
        ReportRoc roc = ReportRoc.From([true, false, true, false], [0.9, 0.8, 0.5, 0.5])!;
        CollectionAssert.AreEqual(new[] { 0, 0, 0.5, 1 }, roc.FalsePositiveRates.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 0.5, 0.5, 1 }, roc.TruePositiveRates.ToArray());
        Assert.AreEqual(0.625, roc.Area, 1e-12);
        Assert.IsNull(ReportRoc.From([true, true], [0.1, 0.2]));
    }

    [TestMethod]
    public void The_area_is_the_share_of_pairs_in_order_however_thin_the_curve()
    {
        var random = new Random(1);
        bool[] labels = [.. Enumerable.Range(0, 3000).Select(_ => random.Next(3) == 0)];
        double[] scores = [.. labels.Select(l => Math.Round(random.NextDouble() + (l ? 0.3 : 0), 3))];
        ReportRoc roc = ReportRoc.From(labels, scores)!;
        double pairs = 0, ordered = 0;
        for (int i = 0; i < labels.Length; i++)
            for (int j = 0; j < labels.Length; j++)
                if (labels[i] && !labels[j])
                    (pairs, ordered) = (pairs + 1, ordered + (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0));
        Assert.AreEqual(ordered / pairs, roc.Area, 1e-9);
        Assert.HasCount(400, roc.FalsePositiveRates);
        Assert.AreEqual((0, 1.0), (roc.FalsePositiveRates[0], roc.FalsePositiveRates[^1]));
    }

    [TestMethod]
    public void Calibration_compares_probabilities_with_frequencies()
    {
        ReportCalibration calibration = ReportCalibration.From([0.05, 0.05, 0.95, 1.0], [false, true, true, true]);
        Assert.HasCount(2, calibration.Bins);
        Assert.AreEqual(0.5, calibration.Bins[0].Frequency);
        Assert.AreEqual((0.45 * 2 / 4) + (0.025 * 2 / 4), calibration.ExpectedError, 1e-12);
        Assert.AreEqual(0.0945, calibration.Bins[0].Low, 1e-3);
        Assert.AreEqual(0.9055, calibration.Bins[0].High, 1e-3);
    }

    [TestMethod]
    public void Residuals_are_thinned_to_points_but_counted_in_full()
    {
        double[] actual = [.. Enumerable.Range(0, 5000).Select(i => (double)i)];
        ReportResiduals residuals = ReportResiduals.From(actual, [.. actual.Select((a, i) => a + (i % 2 == 0 ? 3 : -1))]);
        Assert.HasCount(ReportResiduals.MostPoints, residuals.Actual);
        Assert.AreEqual(5000, residuals.Counts.Sum());
        Assert.AreEqual(Math.Sqrt(5), residuals.RootMeanSquaredError, 1e-12);
        Assert.AreEqual(2, residuals.MeanAbsoluteError, 1e-12);
        Assert.IsTrue(residuals.Actual.Zip(residuals.Predicted).All(p => p.Second - p.First is 3 or -1));
    }

    [TestMethod]
    public void What_cannot_be_is_refused_in_words()
    {
        Assert.AreEqual("There must be as many scores as labels, but there were 2 and 1.", Assert.Throws<ArgumentException>(() => ReportRoc.From([true], [0.1, 0.2])).Message);
        Assert.AreEqual("A probability must be 0 to 1, but that of row 1 was 1.5.", Assert.Throws<ArgumentException>(() => ReportCalibration.From([0.1, 1.5], [true, true])).Message);
        Assert.AreEqual("A prediction must be a number, but that of row 0 was NaN.", Assert.Throws<ArgumentException>(() => ReportResiduals.From([1], [double.NaN])).Message);
        Assert.AreEqual("The index of a class must be 0 to 1, but was 2.", Assert.Throws<ArgumentException>(() => ReportConfusion.From(["a", "b"], [0], [2])).Message);
        Assert.AreEqual("There must be at least one row, but there were no labels.", Assert.Throws<ArgumentException>(() => ReportConfusion.From(["a"], [], [])).Message);
    }
}
