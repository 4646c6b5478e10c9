using System.Globalization;
using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Every task goes from train to predict, evaluate and compare on the same small table.</summary>
[TestClass]
public sealed class TaskTests
{
    private static readonly string[] Quick = ["--set", "BaseChannels=8", "BatchSize=16", "LearningRate=0.01", "--max-epochs", "8", "--seed", "1"];

    [TestMethod]
    [DataRow("binary", "size", "Accuracy", "PredictedLabel,Score,Probability")]
    [DataRow("multilabel", "left,right", "MicroF1", "PredictedLabel.left,PredictedLabel.right,Score.left,Score.right")]
    [DataRow("regression", "weight", "RSquared", "Score")]
    [DataRow("regression", "weight,height", "RSquared", "Score.weight,Score.height")]
    public void Trains_predicts_and_evaluates(string task, string label, string metric, string header)
    {
        using var folder = new TemporaryFolder();
        var (data, model, json, predictions) = (Table(folder), folder.File("m.zip"), folder.File("m.json"), folder.File("p.csv"));
        CommandLineRun.Of(["train", "--data", data, "--task", task, "--label", label, "--features", "p*", "--arch", "cnn", "--out", model, .. Quick]).ShouldSucceed();
        CommandLineRun.Of("evaluate", "--model", model, "--data", data, "--json", json).ShouldSucceed();
        var metrics = JsonNode.Parse(File.ReadAllText(json))!["metrics"]!;
        Assert.IsTrue((double)metrics[metric]! > 0.5, $"{metrics}");
        CommandLineRun.Of("predict", "--model", model, "--data", data, "--out", predictions).ShouldSucceed();
        var lines = File.ReadAllLines(predictions);
        Assert.AreEqual(header, lines[0]);
        Assert.AreEqual(121, lines.Length);
        if (task == "binary") Assert.IsTrue(lines.Skip(1).All(l => l.StartsWith("big,", StringComparison.Ordinal) || l.StartsWith("small,", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("binary", "size", "sdca", "AreaUnderRocCurve")]
    [DataRow("regression", "weight", "sdca", "RSquared")]
    public void Compares_with_trainers_of_the_same_task(string task, string label, string baseline, string metric)
    {
        using var folder = new TemporaryFolder();
        var output = CommandLineRun.Of(["compare", "--data", Table(folder), "--task", task, "--label", label, "--features", "p*", "--archs", "cnn",
            "--baselines", baseline, "--folds", "2", .. Quick]).ShouldSucceed().Output;
        StringAssert.Contains(output, metric);
        StringAssert.Contains(output, baseline);
    }

    [TestMethod]
    public void Binary_wants_two_classes()
    {
        using var folder = new TemporaryFolder();
        CommandLineRun.Of("train", "--data", Table(folder), "--task", "binary", "--label", "kind", "--features", "p*", "--arch", "cnn", "--out", folder.File("m.zip"))
            .ShouldFail(1, "Column 'kind' has 3 different values, but --task binary wants 2");
    }

    // Pictures of 8 × 8 pixels that are bright at the left or not, and at the right or not.
    private static string Table(TemporaryFolder folder)
    {
        var random = new Random(1);
        var lines = new List<string> { string.Join(',', Enumerable.Range(0, 64).Select(p => $"p{p}").Concat(["left", "right", "size", "weight", "height", "kind"])) };
        for (var i = 0; i < 120; i++)
        {
            var (left, right) = (i % 2, i / 2 % 2);
            var pixels = Enumerable.Range(0, 64).Select(p => ((p % 8 < 4 ? left : right) * 10) + random.NextDouble());
            lines.Add(string.Join(',', pixels.Select(p => p.ToString("f2", CultureInfo.InvariantCulture))
                .Concat([$"{left}", $"{right}", left + right > 0 ? "small" : "big", $"{50 + (10 * left)}", $"{100 * (left + right)}", $"k{i % 3}"])));
        }
        var path = folder.File("table.csv");
        File.WriteAllLines(path, lines);
        return path;
    }
}
