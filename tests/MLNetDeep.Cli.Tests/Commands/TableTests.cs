using System.Globalization;
using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Tables with text, numbers and gaps go through every command without a word about their columns.</summary>
[TestClass]
public sealed class TableTests
{
    private static readonly string[] Quick = ["--set", "BatchSize=16", "LearningRate=0.01", "MinCategoryCount=2", "--max-epochs", "10", "--seed", "1"];

    [TestMethod]
    [DataRow("binary", "Bought", "Accuracy")]
    [DataRow("multiclass", "Kind", "MicroAccuracy")]
    [DataRow("regression", "Price", "RSquared")]
    public void Text_and_gaps_need_no_features(string task, string label, string metric)
    {
        using var folder = new TemporaryFolder();
        var (data, model, json, predictions) = (Table(folder, 200), folder.File("m.zip"), folder.File("m.json"), folder.File("p.csv"));
        CommandLineRun.Of(["train", "--data", data, "--task", task, "--label", label, "--arch", "mlp", "--out", model, .. Quick]).ShouldSucceed();
        CommandLineRun.Of("evaluate", "--model", model, "--data", data, "--json", json).ShouldSucceed();
        Assert.IsGreaterThan(0.7, (double)JsonNode.Parse(File.ReadAllText(json))!["metrics"]![metric]!);
        CommandLineRun.Of("predict", "--model", model, "--data", Table(folder, 30), "--out", predictions).ShouldSucceed();
        Assert.HasCount(31, File.ReadAllLines(predictions));
    }

    [TestMethod]
    public void Named_features_are_all_that_is_read()
    {
        using var folder = new TemporaryFolder();
        var model = folder.File("m.zip");
        CommandLineRun.Of(["train", "--data", Table(folder, 200), "--task", "binary", "--label", "Bought", "--features", "Town,Weight",
            "--arch", "mlp", "--out", model, .. Quick]).ShouldSucceed();
        var info = CommandLineRun.Of("info", model).ShouldSucceed().Output;
        StringAssert.Contains(info, "Weight (Single), Town (String)");
        Assert.IsFalse(info.Contains("Price (", StringComparison.Ordinal), info);
    }

    [TestMethod]
    public void Baselines_get_the_same_columns()
    {
        using var folder = new TemporaryFolder();
        var output = CommandLineRun.Of(["compare", "--data", Table(folder, 200), "--task", "binary", "--label", "Bought", "--archs", "mlp",
            "--baselines", "sdca", "--folds", "2", .. Quick]).ShouldSucceed().Output;
        StringAssert.Contains(output, "mlp");
        StringAssert.Contains(output, "sdca");
    }

    private static string Table(TemporaryFolder folder, int rows)
    {
        var random = new Random(rows);
        string[] towns = ["Bonn", "Ulm", "Kiel"];
        var lines = new List<string> { "Town,Weight,Note,Bought,Kind,Price" };
        for (var i = 0; i < rows; i++)
        {
            var town = random.Next(towns.Length);
            var weight = (town * 3) + random.NextDouble();
            lines.Add(string.Join(',', random.Next(10) == 0 ? "" : towns[town], random.Next(10) == 0 ? "" : weight.ToString("f2", CultureInfo.InvariantCulture),
                $"note {i}", town == 1 ? "yes" : "no", $"k{town}", (10 * town).ToString(CultureInfo.InvariantCulture)));
        }
        return folder.Write($"table{rows}.csv", [.. lines]);
    }
}
