using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

[TestClass]
public class CompareTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    [TestMethod]
    public void Networks_and_baselines_are_held_side_by_side()
    {
        string data = _folder.Write("digits.csv", [.. File.ReadLines(Repository.Digits).Take(201)]);
        string json = _folder.File("compare.json");

        CommandLineRun run = CommandLineRun.Of(
            "compare", "--data", data, "--archs", "cnn", "--baselines", "lightgbm,fasttree,sdca,lbfgs", "--folds", "2",
            "--max-epochs", "2", "--set", "BaseChannels=8", "--json", json).ShouldSucceed();

        JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
        foreach (string name in new[] { "cnn", "lightgbm", "fasttree", "sdca", "lbfgs" })
        {
            StringAssert.Contains(run.Output, name);
            Assert.IsInRange(0.05, 1, result["metrics"]![name]!["MicroAccuracy"]!.GetValue<double>(), name);
        }
        Assert.IsGreaterThan(0.5, result["metrics"]!["lbfgs"]!["MicroAccuracy"]!.GetValue<double>());
        Assert.AreEqual(2, result["options"]!["cnn"]!["MaxEpochs"]!.GetValue<int>());
    }

    [TestMethod]
    public void Table_and_json_say_what_differences_are_worth()
    {
        // The label is whether x is large, up to every seventh row.
        string[] lines = [.. Enumerable.Range(0, 140).Select(i => $"{(i * 37) % 101},{(i * 53) % 29},{((i * 37) % 101 > 50) ^ (i % 7 == 0)}")];
        string data = _folder.Write("flags.csv", ["x,y,label", .. lines]);
        string json = _folder.File("compare.json");

        CommandLineRun run = CommandLineRun.Of("compare", "--data", data, "--label", "label", "--baselines", "constant,lbfgs,perceptron", "--folds", "4", "--repeats", "2",
            "--rope", "0.2", "--json", json).ShouldSucceed();

        foreach (string part in new[] { "reference", "significantly worse", "no significant difference", "95 % interval", "One row µs", "the best classical contender", "count as none" })
            StringAssert.Contains(run.Output, part);
        StringAssert.Contains(run.Error, "constant  fold 8/8  Accuracy 0.");
        JsonNode comparison = JsonNode.Parse(File.ReadAllText(json))!["comparison"]!;
        Assert.AreEqual(0.2, (double)comparison["ropeWidth"]!);
        JsonNode constant = comparison["entries"]!.AsArray().Single(e => (string)e!["key"]! == "constant")!;
        Assert.AreEqual("SignificantlyWorse", (string)constant["verdict"]!);
        Assert.AreEqual(8, constant["folds"]!.AsArray().Count);
    }

    [TestMethod]
    public void Contenders_are_tuned_when_asked_and_what_was_set_stays()
    {
        string[] lines = [.. Enumerable.Range(0, 90).Select(i => $"{(i * 37) % 101},{(i * 53) % 29},{(i * 37) % 101 > 50}")];
        string data = _folder.Write("tuned.csv", ["x,y,label", .. lines]), json = _folder.File("tuned.json");
        CommandLineRun run = CommandLineRun.Of("compare", "--data", data, "--label", "label", "--archs", "mlp", "--baselines", "constant,lbfgs", "--folds", "2", "--max-epochs", "1", "--set", "Width=16",
            "--tune", "00:05:00", "--tune-trials", "2", "--tuner", "random", "--json", json).ShouldSucceed();
        StringAssert.Contains(run.Output, "Tuned on the training part of each fold: tuner random, 300 s and 2 trials at most");
        StringAssert.Contains(run.Output, "Not tuned: constant (it has no hyperparameters).");
        StringAssert.Contains(run.Error, "lbfgs  fold 2/2");
        StringAssert.Contains(run.Error, "tuned by 2 trials");
        StringAssert.Contains(run.Error, "Tuning may take 30 min");
        JsonNode network = JsonNode.Parse(File.ReadAllText(json))!["comparison"]!["entries"]!.AsArray().Single(e => (string)e!["key"]! == "mlp")!;
        JsonObject found = network["folds"]![0]!["tuning"]!["configuration"]!.AsObject();
        Assert.IsTrue(found.ContainsKey("LearningRate") && !found.ContainsKey("Width"), found.ToJsonString());
        CommandLineRun.Of("compare", "--data", data, "--label", "label", "--baselines", "lbfgs", "--tuner", "random").ShouldFail(2, "--tune 00:01:00");
    }

    [TestMethod]
    public void A_contender_that_fails_is_named_beside_the_others()
    {
        string[] lines = [.. Enumerable.Range(0, 60).Select(i => $"{i % 10},{i % 2}")];
        string data = _folder.Write("numbers.csv", ["x,label", .. lines]);
        CommandLineRun run = CommandLineRun.Of("compare", "--data", data, "--label", "label", "--task", "regression", "--archs", "mlp", "--baselines", "sdca", "--folds", "2",
            "--set", "LearningRate=1e30", "GradientClip=0", "--max-epochs", "2").ShouldSucceed();
        StringAssert.Contains(run.Output, "mlp failed, fold 1 of 2: ");
        StringAssert.Contains(run.Output, "sdca");
    }
}
