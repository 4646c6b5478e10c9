using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Vision;

/// <summary>Every image architecture reads handwritten digits with its default options.</summary>
[TestClass]
public sealed class DefaultsTests
{
    public static IEnumerable<object[]> Kinds => Networks.Kinds.Where(kind => Full.IsAsked(kind.Key)).Select(kind => new object[] { kind.Key });

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Defaults_read_digits(string key)
    {
        Full.OrSkip();
        var ml = new MLContext(1);
        var view = ml.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv"),
            [new("Label", DataKind.String, 0), new("Features", DataKind.Single, 1, 64)], ',', hasHeader: true);
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        // Some 360 rows to test on: one split differs from another by up to five points.
        var accuracies = Enumerable.Range(1, 3).Select(split => Accuracy(ml, key, ml.Data.TrainTestSplit(keyed, 0.2, seed: split))).ToList();
        Assert.IsGreaterThan(0.95, accuracies.Average());
    }

    private double Accuracy(MLContext ml, string key, DataOperationsCatalog.TrainTestData parts)
    {
        var architecture = ArchitectureRegistry.Get(key);
        var options = architecture.CreateOptions();
        (options.Seed, options.MaxEpochs) = (1, 12);
        using var model = ml.Deep().MulticlassClassification.FromArchitecture(architecture, "Label", "Features", options).Fit(parts.TrainSet);
        var accuracy = ml.MulticlassClassification.Evaluate(model.Transform(parts.TestSet)).MicroAccuracy;
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{key}: accuracy {accuracy:P2} after {model.History.Epochs.Count} epochs in {model.History.Seconds:f0} s"));
        return accuracy;
    }
}
