using System.Globalization;

namespace MLNetDeep.Packages.Tests;

/// <summary>The command line, installed as a dotnet tool.</summary>
[TestClass]
public class ToolTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetdeep-tool-").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_installed_tool_trains_and_predicts_with_the_libraries_it_brings()
    {
        string tools = Path.Combine(_folder, "tools");
        Run.DotNet(_folder, "tool", "install", "MLNetDeep.Cli", "--version", Packages.Version, "--add-source", Packages.Folder, "--tool-path", tools).ShouldSucceed();
        File.WriteAllLines(Path.Combine(_folder, "points.csv"), Points(300));

        StringAssert.StartsWith(Tool("--version"), Packages.Version);
        StringAssert.StartsWith(Tool("devices"), "cpu ");
        StringAssert.Contains(Tool("train", "--data", "points.csv", "--label", "Label", "--arch", "mlp", "--set", "MaxEpochs=5", "--out", "points.zip"), "Saved 'points.zip'");
        Tool("predict", "--model", "points.zip", "--data", "points.csv", "--out", "predictions.csv");
        Assert.HasCount(301, File.ReadAllLines(Path.Combine(_folder, "predictions.csv")));
        StringAssert.Contains(Tool("compare", "--data", "points.csv", "--label", "Label", "--archs", "mlp", "--baselines", "lightgbm,fasttree", "--folds", "2", "--set", "MaxEpochs=1"), "lightgbm");

        // TorchSharp takes what it misses from the package cache, which a user's machine need not have, and copies it beside itself.
        Assert.IsEmpty(Directory.GetDirectories(tools, "cpu", SearchOption.AllDirectories));

        string Tool(params string[] arguments) => Run.Of(Path.Combine(tools, "mlnetdeep"), _folder, arguments).ShouldSucceed();
    }

    private static IEnumerable<string> Points(int count)
    {
        var random = new Random(1);
        return Enumerable.Range(0, count).Select(_ => (X: random.NextSingle(), Y: random.NextSingle()))
            .Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y},{(point.X > point.Y ? "right" : "left")}"))
            .Prepend("X,Y,Label");
    }
}
