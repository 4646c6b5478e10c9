using Microsoft.ML;
using MLNetDeep.Tests.Support;

namespace MLNetDeep.Tests.Vision;

/// <summary>The network with its defaults on real handwritten digits.</summary>
[TestClass]
public class DigitsTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void DefaultsReadDigits()
    {
        var (mean, lines) = CrossValidate(folds: 1, new CnnOptions { Seed = 1, MaxEpochs = 8 });
        TestContext.WriteLine(lines);
        Assert.IsTrue(mean > 0.96, $"accuracy {mean:P2}");
    }

    [TestMethod]
    public void FiveFoldsReachTheMarkWithinAMinuteEach()
    {
        Full.OrSkip();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (mean, lines) = CrossValidate(folds: 5, new CnnOptions { Seed = 1 });
        TestContext.WriteLine(lines);
        Assert.IsTrue(mean >= 0.985, $"mean accuracy {mean:P2}\n{lines}");
        Assert.IsTrue(clock.Elapsed.TotalSeconds / 5 < 60, $"{clock.Elapsed.TotalSeconds / 5:f1} s a fold");
    }

    private static (double Mean, string Lines) CrossValidate(int folds, CnnOptions options)
    {
        var ml = new MLContext(1);
        var view = ml.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv"),
            [new("Label", Microsoft.ML.Data.DataKind.String, 0), new("Features", Microsoft.ML.Data.DataKind.Single, 1, 64)], ',', hasHeader: true);
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        var (accuracies, lines) = (new List<double>(), new List<string>());
        foreach (var fold in ml.Data.CrossValidationSplit(keyed, 5).Take(folds))
        {
            using var model = ml.Deep().MulticlassClassification.Cnn("Label", "Features", options).Fit(fold.TrainSet);
            var metrics = ml.MulticlassClassification.Evaluate(model.Transform(fold.TestSet));
            accuracies.Add(metrics.MicroAccuracy);
            lines.Add($"accuracy {metrics.MicroAccuracy:P2}, log-loss {metrics.LogLoss:f4}, {model.History.Epochs.Count} epochs, "
                + $"{model.History.Seconds:f1} s, {model.History.WaitingShare:P1} waiting");
        }
        return (accuracies.Average(), string.Join("\n", lines));
    }
}
