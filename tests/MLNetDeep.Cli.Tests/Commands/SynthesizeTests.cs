namespace MLNetDeep.Cli.Tests.Commands;

/// <summary><c>synthesize</c>: synthetic tables.</summary>
[TestClass]
public sealed class SynthesizeTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Clean() => _folder.Dispose();

    private string In(string name) => Path.Combine(_folder.Path, name);

    [TestMethod]
    public void A_table_is_learned_measured_saved_and_made_again()
    {
        var random = new Random(1);
        File.WriteAllLines(In("shop.csv"), ["age,spent,kind,when", .. Enumerable.Range(0, 600).Select(_ => random.Next(18, 90)).Select(age =>
            FormattableString.Invariant($"{age},{(random.Next(9) == 0 ? "" : $"{age * 1.5 + random.Next(5)}")},{(age > 50 ? "old" : "young")},2024-0{random.Next(1, 10)}-1{random.Next(10)}"))]);
        var run = CommandLineRun.Of("synthesize", "--data", In("shop.csv"), "--label", "kind", "--out", In("made.csv"), "--save", In("shop.zip"), "--report", In("page.html"), "--json", In("r.json"),
            "--set", "Width=64", "Layers=2", "SamplingSteps=20", "--max-epochs", "150", "--seed", "1");
        run.ShouldSucceed();
        foreach (string said in new[] { "480 rows in", "LightGbm predicts 'kind' of rows held out, Accuracy", "Report in" }) StringAssert.Contains(run.Output, said);
        var made = File.ReadAllLines(In("made.csv"));
        Assert.AreEqual("age,spent,kind,when", made[0]);
        Assert.HasCount(481, made);
        Assert.IsTrue(made.Skip(1).All(line => line.Split(',') is [_, _, "old" or "young", ['2', '0', '2', '4', ..]]), made[1]);
        StringAssert.Contains(File.ReadAllText(In("page.html")), "<figcaption>spent ");
        StringAssert.Contains(File.ReadAllText(In("r.json")), "\"DetectionAuc\"");

        CommandLineRun.Of("synthesize", "--model", In("shop.zip"), "--count", "30", "--where", "kind=old", "--out", In("old.csv"), "--seed", "2").ShouldSucceed();
        Assert.IsTrue(File.ReadAllLines(In("old.csv")).Skip(1).All(line => line.Split(',')[2] == "old"));
        CommandLineRun.Of("synthesize", "--model", In("shop.zip"), "--count", "30", "--where", "kind=ancient", "--out", In("x.csv")).ShouldFail(1, "Column 'kind' never had the value 'ancient'. It had old, young.");
        Assert.IsFalse(File.Exists(In("x.csv")));
    }

    [TestMethod]
    public void What_does_not_go_together_is_named_at_once() =>
        CommandLineRun.Of("synthesize", "--model", In("shop.zip"), "--label", "kind", "--report", In("p.html"), "--out", In("x.csv")).ShouldFail(2, "--label, --save and --columns are for --data. --model wants --count, the number of rows to make.");

    [TestMethod]
    public void A_label_that_cannot_be_measured_by_is_named_before_training()
    {
        File.WriteAllLines(In("few.csv"), ["age,kind", .. Enumerable.Range(0, 30).Select(i => $"{20 + i},{"ab"[i % 2]}")]);
        File.WriteAllLines(In("same.csv"), ["age,kind", .. Enumerable.Range(0, 200).Select(i => $"{20 + (i * 7 % 61)},a")]);
        CommandLineRun.Of("synthesize", "--data", In("few.csv"), "--label", "kind", "--out", In("x.csv")).ShouldFail(1, "has 30 rows: to hold some out and measure, at least 100 are needed. Leave out --label.");
        CommandLineRun.Of("synthesize", "--data", In("same.csv"), "--label", "kind", "--out", In("x.csv")).ShouldFail(1, "has the one value 'a': there is nothing to predict, so --label takes another column.");
        CommandLineRun.Of("synthesize", "--data", In("same.csv"), "--label", "kind", "--count", "5", "--out", In("x.csv")).ShouldFail(2, "--label measures by at least 50 synthetic rows, but --count was 5.");
        CommandLineRun.Of("synthesize", "--data", In("same.csv"), "--columns", "age", "--count", "2000000000", "--out", In("x.csv")).ShouldFail(1, "--count must be at most ");
        File.WriteAllLines(In("empty.csv"), ["age,kind", .. Enumerable.Range(0, 200).Select(i => $"{20 + (i * 7 % 61)},{(i < 20 ? "ab"[i % 2] : "")}")]);
        CommandLineRun.Of("synthesize", "--data", In("empty.csv"), "--label", "kind", "--out", In("x.csv")).ShouldFail(1, "to measure, at least 50 and 1 are needed. Leave out --label.");
        Assert.IsFalse(File.Exists(In("x.csv")));
    }

    [TestMethod]
    public void Rows_without_a_label_and_of_an_unknown_class_play_no_part_in_measuring()
    {
        string[] lines = ["age,kind", .. Enumerable.Range(0, 300).Select(i => $"{20 + (i * 7 % 61)},{(i % 10 == 0 ? "" : "ab"[i * 7 % 61 > 30 ? 1 : 0].ToString())}")];
        File.WriteAllLines(In("gaps.csv"), lines);
        CommandLineRun run = CommandLineRun.Of("synthesize", "--data", In("gaps.csv"), "--label", "kind", "--out", In("made.csv"), "--set", "Width=16", "Layers=1", "SamplingSteps=5", "--max-epochs", "1", "--seed", "1");
        run.ShouldSucceed();
        StringAssert.Contains(run.Error, "30 rows have no 'kind', or one that the rows to learn from do not have: they play no part in measuring.");
        // Two classes: a missing one is none.
        StringAssert.Contains(run.Output, "AreaUnderRocCurve");
    }
}
