using System.Globalization;
using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary><c>forecast</c>: from a table with a row for each step to a model zip, its metrics and what comes next.</summary>
[TestClass]
public sealed class ForecastTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("model.zip");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Series_are_trained_on_evaluated_and_continued()
    {
        string first = Write("first.csv", 0, 400), rest = Write("rest.csv", 400, 100);
        CommandLineRun run = CommandLineRun.Of("forecast", "train", "--data", first, "--series", "Shop", "--horizon", "6", "--set", "LookBack=48", "--out", Model, "--json", _folder.File("t.json")).ShouldSucceed();
        StringAssert.Contains(run.Output, "Forecasts Sales, Visits, 6 steps ahead, from 48 steps before.");
        StringAssert.Contains(run.Output, "of the validation part");
        Assert.IsLessThan(0.1, Metric("t.json"));

        CommandLineRun.Of("forecast", "evaluate", "--model", Model, "--data", rest, "--history", first, "--json", _folder.File("e.json")).ShouldSucceed();
        Assert.IsLessThan(0.1, Metric("e.json"));

        run = CommandLineRun.Of("forecast", "predict", "--model", Model, "--data", first, "--out", _folder.File("p.csv")).ShouldSucceed();
        StringAssert.Contains(run.Output, "12 rows in");
        string[] lines = File.ReadAllLines(_folder.File("p.csv"));
        Assert.AreEqual("Shop,When,Sales,Sales.0.1,Sales.0.5,Sales.0.9,Visits,Visits.0.1,Visits.0.5,Visits.0.9", lines[0]);
        string[] fields = lines[1].Split(',');
        CollectionAssert.AreEqual(new[] { "12", "2024-01-17T16:00:00" }, fields[..2]);
        Assert.AreEqual(Sales(400), double.Parse(fields[2], CultureInfo.InvariantCulture), 0.2);
    }

    [TestMethod]
    public void A_network_can_be_chosen_and_set()
    {
        string data = Write("first.csv", 0, 300);
        CommandLineRun run = CommandLineRun.Of("forecast", "train", "--data", data, "--series", "Shop", "--values", "Sales", "--horizon", "4", "--arch", "dlinear", "--set", "LookBack=24", "--max-epochs", "2", "--seed", "1", "--out", Model).ShouldSucceed();
        StringAssert.Contains(run.Output, "Forecasts Sales, 4 steps ahead, from 24 steps before.");
        StringAssert.Contains(run.Error, "epoch 2");
    }

    [TestMethod]
    public void What_is_wrong_is_said()
    {
        string data = Write("first.csv", 0, 100);
        CommandLineRun.Of("forecast", "train", "--data", data, "--series", "Shop", "--arch", "arima", "--out", Model).ShouldFail(2, "There is no forecaster 'arima'. Known: auto, dlinear");
        CommandLineRun.Of("forecast", "train", "--data", data, "--out", Model).ShouldFail(1, "Each time must come once in a series");
        CommandLineRun.Of("forecast", "train", "--data", data, "--series", "Shop", "--out", Model).ShouldFail(1, "No series is as long as a window: LookBack 720");
        CommandLineRun.Of("forecast", "train", "--data", data, "--time", "Sales", "--values", "Visits", "--out", Model).ShouldFail(1, "");
        File.WriteAllLines(_folder.File("none.csv"), ["A,B", "1,2", "3,4"]);
        CommandLineRun.Of("forecast", "train", "--data", _folder.File("none.csv"), "--out", Model).ShouldFail(2, "has no column of dates: name the column of times with --time.");
    }

    private static double Sales(int hour) => 10 + Math.Sin(2 * Math.PI * hour / 24);

    private double Metric(string file) => JsonNode.Parse(File.ReadAllText(_folder.File(file)))!["metrics"]!["MeanSquaredError"]!.GetValue<double>();

    // Two shops, whose ids are numbers.
    private string Write(string name, int from, int count)
    {
        var random = new Random(from);
        string Number(double value) => (value + (0.05 * random.NextDouble())).ToString("0.0000", CultureInfo.InvariantCulture);
        string path = _folder.File(name);
        File.WriteAllLines(path, Enumerable.Range(from, count).SelectMany(hour => new[] { 12, 15 }.Select(shop =>
            $"{shop},{new DateTime(2024, 1, 1).AddHours(hour):yyyy-MM-dd HH:mm:ss},{Number(Sales(hour))},{Number(shop * Math.Cos(2 * Math.PI * hour / 24))}")).Prepend("Shop,When,Sales,Visits"));
        return path;
    }
}
