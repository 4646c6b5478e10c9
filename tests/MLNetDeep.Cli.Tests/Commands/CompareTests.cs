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
}
