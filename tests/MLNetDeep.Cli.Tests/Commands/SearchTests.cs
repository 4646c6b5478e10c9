using System.Globalization;
using System.Text.Json.Nodes;
using MLNetDeep.AutoML;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary><c>auto</c>, <c>sweep</c> with its parts, and <c>worker</c>.</summary>
[TestClass]
public class SearchTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    private string Store => _folder.File("sweep.db");

    [TestMethod]
    public void Auto_finds_a_model_that_evaluate_and_predict_take()
    {
        (string data, string test) = (Table("train.csv", 300, 1), Table("test.csv", 100, 2));
        (string model, string report, string json) = (_folder.File("best.zip"), _folder.File("report.html"), _folder.File("auto.json"));
        CommandLineRun run = CommandLineRun.Of("auto", "--data", data, "--label", "passed", "--minutes", "0.15", "--out", model, "--report", report, "--json", json, "--test", test).ShouldSucceed();
        StringAssert.Contains(run.Error, "Task: binary, because 'passed' has the values no and yes");
        StringAssert.Contains(run.Output, $"Measured on '{test}', which the search has not seen.");
        StringAssert.Contains(File.ReadAllText(report), "lightgbm");
        JsonNode result = JsonNode.Parse(File.ReadAllText(json))!;
        Assert.IsGreaterThan(0.8, result["metrics"]!["Accuracy"]!.GetValue<double>());
        StringAssert.Contains(CommandLineRun.Of("evaluate", "--model", model, "--data", test).ShouldSucceed().Output, "Accuracy");
        string predictions = _folder.File("p.csv");
        CommandLineRun.Of("predict", "--model", model, "--data", test, "--out", predictions).ShouldSucceed();
        Assert.HasCount(101, File.ReadAllLines(predictions));
        StringAssert.Contains(CommandLineRun.Of("info", model).ShouldSucceed().Output, "binary, auto");
        CommandLineRun.Of("train", "--from", model, "--data", data, "--out", model).ShouldFail(1, "search");
    }

    [TestMethod]
    public void A_sweep_is_journaled_looked_at_and_goes_on()
    {
        string data = Table("train.csv", 300, 1), space = _folder.Write("space.yaml", "lightgbm:", "  Iterations: {range: [2, 20]}", "  LearningRate: {range: [1e-2, 2e-1], log: true}");
        string[] sweep = ["sweep", "--data", data, "--label", "passed", "--baselines", "lightgbm,lbfgs", "--space", space, "--tuner", "random", "--hold-out", "0.2", "--store", Store];
        CommandLineRun.Of([.. sweep, "--trials", "3"]).ShouldSucceed();
        StringAssert.Contains(CommandLineRun.Of("sweep", "status", "--store", Store).ShouldSucceed().Output, "idle");
        StringAssert.Contains(CommandLineRun.Of("sweep", "best", "--store", Store).ShouldSucceed().Output, "contender =");

        StringAssert.Contains(CommandLineRun.Of("worker", "--store", Store).ShouldSucceed().Output, "This worker ended 0 trials.", "the sweep has its three");
        CommandLineRun worker = CommandLineRun.Of("worker", "--store", Store, "--trials", "5").ShouldSucceed();
        StringAssert.Contains(worker.Output, "This worker ended 2 trials.");
        CommandLineRun.Of([.. sweep, "--trials", "6", "--out", _folder.File("best.zip")]).ShouldSucceed();
        string csv = _folder.File("trials.csv");
        CommandLineRun.Of("sweep", "export", "--store", Store, "--out", csv).ShouldSucceed();
        string[] lines = File.ReadAllLines(csv);
        Assert.HasCount(7, lines);
        int iterations = Array.IndexOf(lines[0].Split(','), "lightgbm.Iterations");
        Assert.IsTrue(lines.Skip(1).Select(l => l.Split(',')[iterations]).Where(v => v.Length > 0).All(v => int.Parse(v, CultureInfo.InvariantCulture) is >= 2 and <= 20));
        CommandLineRun.Of("sweep", "report", "--store", Store, "--out", _folder.File("r.html")).ShouldSucceed();
        StringAssert.Contains(File.ReadAllText(_folder.File("r.html")), "train.csv");

        CommandLineRun.Of("sweep", "stop", "--store", Store).ShouldSucceed();
        StringAssert.Contains(CommandLineRun.Of("sweep", "status", "--store", Store).ShouldSucceed().Output, "stopped");
        CommandLineRun.Of("sweep", "resume", "--store", Store).ShouldSucceed();
        CommandLineRun.Of("sweep", "skip", "--store", Store, "--trial", "1").ShouldFail(1, "neither waits nor runs");
    }

    [TestMethod]
    public void Trials_run_in_processes_of_their_own_when_asked()
    {
        string data = _folder.File("semicolons.txt"), model = _folder.File("best.zip");
        File.WriteAllLines(data, File.ReadLines(Table("train.csv", 200, 1)).Select(line => line.Replace(',', '|')));
        CommandLineRun.Of("sweep", "--data", data, "--separator", "|", "--label", "passed", "--baselines", "lightgbm,lbfgs", "--tuner", "random", "--trials", "3", "--isolate", "--memory", "2GB", "--store", Store,
            "--validation", data, "--out", model).ShouldSucceed();
        using ITrialStore store = TrialStore.Open(Store);
        IReadOnlyList<Trial> trials = store.Read();
        Assert.HasCount(3, trials.Where(t => t.State == TrialState.Completed).ToList(), string.Join("; ", trials.Select(t => t.Reason)));
        Assert.IsTrue(trials.All(t => t.Worker!.Split('/')[1] != $"{Environment.ProcessId}"));
        CommandLineRun.Of("predict", "--model", model, "--data", data, "--separator", "|", "--out", _folder.File("p.csv")).ShouldSucceed();
        CommandLineRun.Of("sweep", "--data", "-", "--label", "passed", "--baselines", "lbfgs", "--trials", "1", "--isolate").ShouldFail(2, "standard input");
        CommandLineRun.Of("sweep", "--data", data, "--label", "passed", "--baselines", "lbfgs", "--trials", "1", "--memory", "4").ShouldFail(2, "--memory wants a size above 0, as 4GB or 800MB, but was '4'");
    }

    [TestMethod]
    [DataRow("needs an end", "--trials", null)]
    [DataRow("--tuner must be one of auto, random", "--tuner", "best")]
    [DataRow("--pruner must be one of", "--pruner", "best")]
    [DataRow("hours:minutes:seconds", "--budget", "10")]
    [DataRow("--folds must be at least 2", "--folds", "1")]
    [DataRow("METRIC<=NUMBER", "--constraint", "Accuracy")]
    [DataRow("There is no contender 'nonsense'", "--archs", "nonsense")]
    [DataRow("There is no metric 'Beauty'", "--objective", "Beauty:max")]
    public void What_cannot_be_is_said_in_a_line(string expected, string option, string? value)
    {
        string data = Table("train.csv", 60, 1);
        List<string> arguments = ["sweep", "--data", data, "--label", "passed"];
        if (option != "--trials")
            arguments.AddRange(["--trials", "1"]);
        if (value is not null)
            arguments.AddRange([option, value]);
        if (option is not ("--archs" or "--trials"))
            arguments.AddRange(["--baselines", "lbfgs"]);
        StringAssert.Contains(CommandLineRun.Of([.. arguments]).Error, "mlnetdeep: ");
        StringAssert.Contains(CommandLineRun.Of([.. arguments]).Error, expected);
    }

    [TestMethod]
    public void A_password_is_written_nowhere()
    {
        string data = Table("train.csv", 60, 1);
        CommandLineRun run = CommandLineRun.Of("sweep", "--data", data, "--label", "passed", "--baselines", "lbfgs", "--trials", "1", "--store", "postgres://me:geheim@127.0.0.1:1/db", "--verbose");
        Assert.AreEqual(1, run.ExitCode);
        Assert.DoesNotContain("geheim", run.Error + run.Output);
    }

    private string Table(string name, int rows, int seed)
    {
        var random = new Random(seed);
        return _folder.Write(name, ["hours,age,town,passed", .. Enumerable.Range(0, rows).Select(_ =>
        {
            (double hours, int age, string town) = (random.NextDouble() * 10, random.Next(15, 60), random.Next(2) == 0 ? "Ulm" : "Bonn");
            bool passed = hours + (town == "Ulm" ? 1 : -1) + random.NextDouble() > 5.5;
            return FormattableString.Invariant($"{hours:0.00},{age},{town},{(passed ? "yes" : "no")}");
        })]);
    }
}
