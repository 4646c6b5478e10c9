using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>A model of <c>train</c> is trained further, and a learning rate is found.</summary>
[TestClass]
public class ContinueTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    private string First => _folder.File("first.zip");

    private string Second => _folder.File("second.zip");

    [TestMethod]
    public void Training_goes_on_from_a_model_and_its_options()
    {
        string data = Digits("01", "23");
        Train("--data", data, "--arch", "cnn", "--out", First, "--max-epochs", "12", "--seed", "1", "--set", "BaseChannels=8", "Blocks=1", "LearningRate=0.01",
            "CheckpointPath=" + _folder.File("own.checkpoint"), "CheckpointEverySteps=50").ShouldSucceed();
        string json = _folder.File("second.json");
        CommandLineRun run = Train("--from", First, "--data", data, "--out", Second, "--max-epochs", "1", "--test", data, "--json", json).ShouldSucceed();
        JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.IsGreaterThan(0.9, result["metrics"]!["MicroAccuracy"]!.GetValue<double>(), run.Error);
        Assert.AreEqual(8, result["options"]!["BaseChannels"]!.GetValue<int>());
        Assert.AreEqual(First, result["options"]!["From"]!.GetValue<string>());
        Assert.IsNull(result["options"]!["CheckpointPath"]);
        StringAssert.Contains(CommandLineRun.Of("info", Second).ShouldSucceed().Output, "multiclass, cnn");
        CommandLineRun.Of("evaluate", "--model", Second, "--data", data).ShouldSucceed();

        // Fewer classes, of which the first by name is missing: what is measured knows all of them in their order.
        string fewer = Digits("1", "2");
        Train("--from", First, "--data", fewer, "--out", Second, "--max-epochs", "1", "--test", fewer, "--json", json).ShouldSucceed();
        Assert.IsGreaterThan(0.9, JsonNode.Parse(File.ReadAllText(json))!["metrics"]!["MicroAccuracy"]!.GetValue<double>());
    }

    [TestMethod]
    public void What_does_not_suit_the_model_is_refused_by_name()
    {
        Train("--data", Digits("01"), "--arch", "cnn", "--out", First, "--max-epochs", "1", "--set", "BaseChannels=8", "Blocks=1").ShouldSucceed();
        string[] further = ["--from", First, "--data", Digits("01"), "--out", Second];
        Train("--from", First, "--data", Digits("0178"), "--out", Second).ShouldFail(1, "does not know: '7' (179 rows), '8' (174 rows). It knows 0, 1.");
        Train([.. further, "--set", "BaseChannels=16"]).ShouldFail(1, "is [8, 1, 3, 3], not [16, 1, 3, 3]");
        Train([.. further, "--task", "regression"]).ShouldFail(2, "was trained with --task binary, not regression.");
        Train([.. further, "--arch", "resnet"]).ShouldFail(2, "was trained with --arch cnn, not resnet.");
        Train([.. further, "--label", "Other"]).ShouldFail(2, "was trained with --label Label, not Other.");
        Train([.. further, "--features", "p0..p7"]).ShouldFail(2, "leave out --features");
        Train("--from", _folder.File("none.zip"), "--data", Repository.Digits, "--out", Second).ShouldFail(1, "There is no model");
        Train("--from", Repository.Digits, "--data", Repository.Digits, "--out", Second).ShouldFail(1, "is not a complete model zip");
        Assert.IsFalse(File.Exists(Second));
    }

    [TestMethod]
    public void A_binary_model_knows_its_two_values()
    {
        Train("--task", "binary", "--data", Digits("01"), "--arch", "cnn", "--out", First, "--max-epochs", "3", "--set", "BaseChannels=8", "Blocks=1").ShouldSucceed();
        Train("--from", First, "--data", Digits("01"), "--out", Second, "--max-epochs", "1").ShouldSucceed();
        Train("--from", First, "--data", Digits("02"), "--out", Second).ShouldFail(1, "does not know: '2' (177 rows). It knows 0, 1.");
    }

    [TestMethod]
    public void A_table_keeps_its_categories()
    {
        string Rows(params string[] colours) => _folder.Write("table.csv", ["Label,Colour,Size",
            .. Enumerable.Range(0, 120).Select(i => $"{(i % 2 == 0 ? "yes" : "no")},{colours[i % colours.Length]},{(i % 2 == 0 ? i % 7 : 10 + (i % 5))}")]);
        Train("--task", "binary", "--data", Rows("red", "green", "blue"), "--arch", "mlp", "--out", First, "--max-epochs", "5", "--set", "Width=16").ShouldSucceed();
        CommandLineRun run = Train("--from", First, "--data", Rows("green", "violet"), "--out", Second, "--max-epochs", "1").ShouldSucceed();
        CommandLineRun.Of("evaluate", "--model", Second, "--data", Rows("violet", "red")).ShouldSucceed();
        Assert.IsFalse(run.Error.Contains("was trained with", StringComparison.Ordinal), run.Error);
    }

    [TestMethod]
    public void A_learning_rate_is_found()
    {
        string json = _folder.File("rates.json");
        string[] find = ["find-lr", "--data", Digits("0123"), "--arch", "cnn", "--set", "BaseChannels=8", "Blocks=1"];
        CommandLineRun run = CommandLineRun.Of([.. find, "--seed", "1", "--steps", "60", "--json", json]).ShouldSucceed();
        double rate = JsonNode.Parse(File.ReadAllText(json))!["metrics"]!["Suggestion"]!.GetValue<double>();
        Assert.IsTrue(rate is > 1e-5 and < 1, $"{rate}");
        StringAssert.Contains(run.Output, "train with --set LearningRate=");
        CommandLineRun.Of([.. find, "--lowest", "0"]).ShouldFail(2, "--lowest was 0");
        CommandLineRun.Of([.. find, "--steps", "3"]).ShouldFail(2, "--steps must be at least 10, but was 3.");
    }

    private static CommandLineRun Train(params string[] arguments) => CommandLineRun.Of(["train", .. arguments]);

    // Rows of these digits, those of each text together.
    private string Digits(params string[] groups)
    {
        string[] lines = File.ReadAllLines(Repository.Digits);
        string name = $"digits-{string.Join('-', groups)}.csv";
        return _folder.Write(name, [lines[0], .. groups.SelectMany(digits => lines.Skip(1).Where(l => digits.Contains(l[0])))]);
    }
}
