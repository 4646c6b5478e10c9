using System.Globalization;
using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>The number columns of a table are a sequence to networks for sequences.</summary>
[TestClass]
public sealed class SequenceTests
{
    [TestMethod]
    public void Number_columns_are_steps_and_empty_cells_are_missing_values()
    {
        using var folder = new TemporaryFolder();
        var (data, model, json, predictions) = (Table(folder, 90), folder.File("m.zip"), folder.File("m.json"), folder.File("p.csv"));
        CommandLineRun.Of("train", "--data", data, "--label", "Kind", "--arch", "rocket", "--set", "Channels=2", "Features=300", "--seed", "1", "--out", model).ShouldSucceed();
        CommandLineRun.Of("evaluate", "--model", model, "--data", data, "--json", json).ShouldSucceed();
        Assert.IsGreaterThan(0.9, (double)JsonNode.Parse(File.ReadAllText(json))!["metrics"]!["MicroAccuracy"]!);
        CommandLineRun.Of("predict", "--model", model, "--data", Table(folder, 20), "--out", predictions).ShouldSucceed();
        Assert.HasCount(21, File.ReadAllLines(predictions));
    }

    [TestMethod]
    public void Columns_that_are_no_whole_steps_are_named()
    {
        using var folder = new TemporaryFolder();
        CommandLineRun.Of("train", "--data", Table(folder, 60), "--label", "Kind", "--arch", "rocket", "--set", "Channels=7", "Features=300", "--out", folder.File("m.zip"))
            .ShouldFail(1, "each step has 7 channels: the length must be a multiple of that");
    }

    private static string Table(TemporaryFolder folder, int rows)
    {
        var random = new Random(rows);
        var lines = new List<string> { $"{string.Join(',', Enumerable.Range(0, 32).Select(i => $"s{i}"))},Kind" };
        for (var row = 0; row < rows; row++)
        {
            var (kind, start, steps) = (row % 3, 6 * random.NextDouble(), random.Next(9, 17));
            var cells = Enumerable.Range(0, 32).Select(i => i >= 2 * steps || random.Next(15) == 0 ? "" : (Math.Sin(start + (i / 2 * (0.5 + kind))) + (0.1 * random.NextDouble())).ToString("f3", CultureInfo.InvariantCulture));
            lines.Add($"{string.Join(',', cells)},k{kind}");
        }
        return folder.Write($"waves{rows}.csv", [.. lines]);
    }
}
