using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Train, then everything that a saved model is for.</summary>
[TestClass]
public class TrainTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    private string Model => _folder.File("model.zip");

    private string SmallDigits => _folder.Write("digits.csv", [.. File.ReadLines(Repository.Digits).Take(301)]);

    [TestMethod]
    public void A_model_is_trained_measured_and_used()
    {
        string data = SmallDigits;
        string json = _folder.File("train.json");
        CommandLineRun train = Train(data, "--test", data, "--json", json).ShouldSucceed();
        StringAssert.Contains(train.Error, "epoch 2/2");
        StringAssert.Contains(train.Output, "waiting for data");
        JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.AreEqual(2, result["options"]!["MaxEpochs"]!.GetValue<int>());
        Assert.IsGreaterThan(0, result["seconds"]!.GetValue<double>());

        string evaluated = _folder.File("evaluate.json");
        CommandLineRun.Of("evaluate", "--model", Model, "--data", data, "--json", evaluated).ShouldSucceed();
        JsonNode metrics = JsonNode.Parse(File.ReadAllText(evaluated))!["metrics"]!;
        foreach (string name in new[] { "MicroAccuracy", "MacroAccuracy", "LogLoss" })
            Assert.AreEqual(result["metrics"]![name]!.GetValue<double>(), metrics[name]!.GetValue<double>(), 1e-4, name);

        StringAssert.Contains(CommandLineRun.Of("info", Model).ShouldSucceed().Output, "multiclass, cnn");
    }

    [TestMethod]
    public void Data_without_labels_is_predicted_in_order()
    {
        Train(SmallDigits).ShouldSucceed();
        string[] lines = [.. File.ReadLines(Repository.Digits).Take(21)];
        string unlabelled = _folder.Write("unlabelled.csv", [.. lines.Select(l => l[(l.IndexOf(',') + 1)..])]);
        string output = _folder.File("predictions.csv");

        CommandLineRun.Of("predict", "--model", Model, "--data", unlabelled, "--out", output).ShouldSucceed();

        string[] predictions = File.ReadAllLines(output);
        Assert.AreEqual("PredictedLabel,Score.0,Score.1,Score.2,Score.3,Score.4,Score.5,Score.6,Score.7,Score.8,Score.9", predictions[0]);
        Assert.HasCount(21, predictions);
        Assert.AreEqual(1, predictions[1].Split(',').Skip(1).Sum(double.Parse), 1e-4);
        CommandLineRun.Of("evaluate", "--model", Model, "--data", unlabelled).ShouldFail(1, "no label column 'Label'");
    }

    [TestMethod]
    public void A_truncated_model_is_said_to_be_one()
    {
        Train(SmallDigits).ShouldSucceed();
        using (FileStream file = File.OpenWrite(Model))
            file.SetLength(file.Length / 2);
        CommandLineRun.Of("evaluate", "--model", Model, "--data", Repository.Digits).ShouldFail(1, "is not a complete model zip");
    }

    [TestMethod]
    public void A_stop_keeps_the_best_model_and_says_so()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        CommandLineRun run = CommandLineRun.Of(
            cancel.Token, "train", "--data", Repository.Digits, "--arch", "cnn", "--out", Model,
            "--max-epochs", "100000", "--set", "Patience=0", "BaseChannels=8");
        Assert.AreEqual(1, run.ExitCode, run.Error);
        StringAssert.Contains(run.Error, "stopped before the end; the best model so far");
        CommandLineRun.Of("evaluate", "--model", Model, "--data", Repository.Digits).ShouldSucceed();
    }

    private CommandLineRun Train(string data, params string[] more) => CommandLineRun.Of(
        ["train", "--data", data, "--label", "Label", "--arch", "cnn", "--max-epochs", "2", "--seed", "1", "--set", "BaseChannels=8", "--out", Model, .. more]);
}
