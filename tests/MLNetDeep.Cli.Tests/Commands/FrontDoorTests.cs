using System.Globalization;
using System.Text.Json.Nodes;

namespace MLNetDeep.Cli.Tests.Commands;

/// <summary>Tables as people bring them: the right thing, or a clear word, without naming more than data and label.</summary>
[TestClass]
public sealed class FrontDoorTests : IDisposable
{
    private static readonly string[] Quick = ["--arch", "mlp", "--set", "BatchSize=16", "LearningRate=0.01", "MinCategoryCount=2", "Threads=1", "--max-epochs", "15", "--seed", "1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Task_positive_class_and_network_are_found_and_told()
    {
        var data = Churn("churn");
        var run = CommandLineRun.Of("train", "--data", data, "--label", "churn", "--out", Model, "--max-epochs", "2", "--seed", "1").ShouldSucceed();
        foreach (var part in new[] { "Task: binary, because 'churn' has the values no and yes.", "Positive class: yes, by its name.", "Architecture: tabm, the default.", "features: 1 number (usage), 1 category (plan)", "Ignored: id, because it counts the rows." })
            StringAssert.Contains(run.Error, part);
        Assert.IsGreaterThan(0.9, Metric(data, "AreaUnderRocCurve"));
    }

    [TestMethod]
    [DataRow("Score")]
    [DataRow("PredictedLabel")]
    [DataRow("Probability")]
    [DataRow("Features")]
    public void A_label_may_have_the_name_of_an_output(string label)
    {
        Train(Churn(label), label);
        Assert.IsGreaterThan(0.9, Metric(Churn(label), "Accuracy"));
        Assert.IsLessThan(0.1, Metric(Churn(label, flip: true), "Accuracy"));
    }

    [TestMethod]
    public void A_number_to_predict_may_be_called_Score()
    {
        var random = new Random(1);
        string[] lines = [.. Enumerable.Range(0, 200).Select(i => random.NextDouble() * 10).Select(h => string.Create(CultureInfo.InvariantCulture, $"{h:f2},{(10 * h) + 3:f2}"))];
        var data = _folder.Write("exam.csv", ["hours,Score", .. lines]);
        CommandLineRun.Of(["train", "--data", data, "--label", "Score", "--out", Model, .. Quick]).ShouldSucceed();
        Assert.IsGreaterThan(0.9, Metric(data, "RSquared"));
        var shuffled = _folder.Write("shuffled.csv", ["hours,Score", .. lines.Zip(lines.Skip(7).Concat(lines.Take(7))).Select(p => $"{p.First.Split(',')[0]},{p.Second.Split(',')[1]}")]);
        Assert.IsLessThan(0.2, Metric(shuffled, "RSquared"));
        CommandLineRun.Of("predict", "--model", Model, "--data", data, "--out", _folder.File("p.csv"), "--keep", "Score").ShouldSucceed();
        StringAssert.StartsWith(File.ReadAllText(_folder.File("p.csv")), "Input.Score,Score\n");
    }

    [TestMethod]
    public void Classes_that_the_model_does_not_know_are_named_or_counted_as_wrong()
    {
        var data = Churn("churn");
        Train(data, "churn");
        var odd = _folder.Write("odd.csv", [.. File.ReadLines(data).Select((line, i) => i == 0 ? line : i % 4 == 1 ? line.Replace(",yes", ",Yes").Replace(",no", ",No") : i % 4 == 2 ? line[..(line.LastIndexOf(',') + 1)] : line)]);
        var run = CommandLineRun.Of("evaluate", "--model", Model, "--data", odd);
        run.ShouldFail(1, "has classes that the model does not know: 'No' (");
        StringAssert.Contains(run.Error, "It knows no, yes.");
        StringAssert.Contains(CommandLineRun.Of("evaluate", "--model", Model, "--data", odd, "--unknown", "wrong").ShouldSucceed().Error, "50 rows of");
        Assert.IsLessThan(0.7, Metric(odd, "Accuracy", "--unknown", "wrong"));
        CommandLineRun.Of(["train", "--data", data, "--label", "churn", "--test", odd, "--out", _folder.File("other.zip"), .. Quick]).ShouldFail(1, "does not know");
        Assert.IsFalse(File.Exists(_folder.File("other.zip")));
    }

    [TestMethod]
    public void One_and_one_point_zero_are_one_class_and_the_positive_one_can_be_stated()
    {
        var data = _folder.Write("n.csv", ["x,y", .. Enumerable.Range(0, 120).Select(i => $"{(i * 7) % 120},{((i * 7) % 120 < 50 ? "1" : i % 2 == 0 ? "0" : "0.0")}")]);
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", data, "--label", "y", "--out", Model, .. Quick]).ShouldSucceed().Error, "Positive class: 1, by its name.");
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", data, "--label", "y", "--positive", "0", "--out", Model, .. Quick]).ShouldSucceed().Error, "Positive class: 0, as stated.");
        CommandLineRun.Of(["train", "--data", data, "--label", "y", "--positive", "7", "--out", Model, .. Quick]).ShouldFail(2, "has the classes 0 and 1");
    }

    [TestMethod]
    public void A_word_among_classes_that_are_numbers_is_unknown_and_not_missing()
    {
        var data = _folder.Write("n.csv", ["x,y", .. Enumerable.Range(0, 120).Select(i => $"{(i * 7) % 120},{((i * 7) % 120 < 50 ? 1 : 0)}")]);
        Train(data, "y");
        var words = _folder.Write("w.csv", [.. File.ReadLines(data).Select((line, i) => i % 3 == 1 ? line.Replace(",1", ",yes").Replace(",0", ",no") : i % 3 == 2 ? line + ".0" : line)]);
        CommandLineRun.Of("evaluate", "--model", Model, "--data", words).ShouldFail(1, "has classes that the model does not know: 'no' (");
        CommandLineRun.Of(["train", "--data", data, "--label", "y", "--test", words, "--out", _folder.File("o.zip"), .. Quick]).ShouldFail(1, "does not know: 'no' (");
    }

    [TestMethod]
    public void Predictions_read_as_the_model_was_trained_keep_columns_and_name_all_that_are_missing()
    {
        var data = _folder.Write("d.csv", ["a;zip;label", .. Enumerable.Range(0, 200).Select(i => $"{i % 17},{i % 10};{(i % 2 == 0 ? "0123" : "123")};{(i % 2 == 0 ? "east" : "west")}")]);
        Train(data, "label");
        Assert.IsGreaterThan(0.95, Metric(data, "Accuracy"));
        // Another separator, another order, more columns, and nothing that shows decimal commas or leading zeros.
        var other = _folder.Write("o.csv", "name,zip,a", "\"x, y\",0123,\"3,5\"", "z,123,4");
        CommandLineRun.Of("predict", "--model", Model, "--data", other, "--out", _folder.File("p.csv"), "--keep", "name,a").ShouldSucceed();
        string[] lines = File.ReadAllLines(_folder.File("p.csv"));
        Assert.AreEqual("name,a,PredictedLabel,Score,Probability", lines[0]);
        StringAssert.StartsWith(lines[1], "\"x, y\",\"3,5\",east,");
        StringAssert.StartsWith(lines[2], "z,4,west,");
        CommandLineRun.Of("predict", "--model", Model, "--data", _folder.Write("w.csv", "b,c", "1,2", "3,4"), "--out", _folder.File("p.csv")).ShouldFail(1, "has no columns 'a', 'zip'");
    }

    [TestMethod]
    public void Metrics_that_are_not_defined_are_blank_and_nothing_is_lost()
    {
        string[] lines = [.. Enumerable.Range(0, 200).Select(i => $"{(i * 37) % 200},{((i * 37) % 200 < 3 ? "yes" : "no")}")];
        var data = _folder.Write("rare.csv", ["x,label", .. lines]);
        var negatives = _folder.Write("negatives.csv", ["x,label", .. lines.Where(l => l.EndsWith("no", StringComparison.Ordinal))]);
        var run = CommandLineRun.Of(["compare", "--data", data, "--label", "label", "--archs", "mlp", "--baselines", "fasttree", "--folds", "5", "--json", _folder.File("c.json"), .. Quick[2..]]).ShouldSucceed();
        StringAssert.Contains(run.Error, "'yes' has 3 for 5 folds");
        StringAssert.Contains(run.Output, "Not defined, because all rows are of one class: AreaUnderRocCurve");
        CommandLineRun.Of(["train", "--data", data, "--label", "label", "--test", negatives, "--out", Model, .. Quick]).ShouldSucceed();
        CommandLineRun.Of("evaluate", "--model", Model, "--data", negatives, "--json", _folder.File("e.json")).ShouldSucceed();
        var metrics = JsonNode.Parse(File.ReadAllText(_folder.File("e.json")))!["metrics"]!;
        Assert.IsNull(metrics["AreaUnderRocCurve"]);
        Assert.AreEqual(1, (double)metrics["Accuracy"]!, 0.05);
    }

    [TestMethod]
    public void Validation_rows_are_a_file_whole_groups_or_the_latest()
    {
        var random = new Random(2);
        string[] lines = ["person,when,x,label", .. Enumerable.Range(0, 240).Select(i => (Person: i % 12, X: random.Next(100), Day: i)).Select(r => $"p{r.Person},{new DateTime(2024, 1, 1).AddDays(r.Day):yyyy-MM-dd},{r.X},{(r.X > 50 ? "b" : "a")}")];
        var data = _folder.Write("g.csv", lines);
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", data, "--label", "label", "--group", "person", "--validation", "0.25", "--out", Model, .. Quick]).ShouldSucceed().Output, "of 180 rows");
        StringAssert.Contains(CommandLineRun.Of("info", Model).ShouldSucceed().Output, "Input columns: x (Single), when (DateTime)\n");
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", data, "--label", "label", "--time", "when", "--validation", "0.25", "--out", Model, .. Quick]).ShouldSucceed().Output, "metrics on 60 validation rows");
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", data, "--label", "label", "--validation", _folder.Write("v.csv", [.. lines.Take(51)]), "--out", Model, .. Quick]).ShouldSucceed().Output, "of 240 rows");
        CommandLineRun.Of(["compare", "--data", data, "--label", "label", "--group", "person", "--archs", "mlp", "--folds", "3", .. Quick[2..]]).ShouldSucceed();
        CommandLineRun.Of(["compare", "--data", data, "--label", "label", "--group", "label", "--archs", "mlp", "--folds", "3", .. Quick[2..]]).ShouldFail(2, "--group names the label column 'label'");
        CommandLineRun.Of(["train", "--data", data, "--label", "label", "--time", "person", "--out", Model, .. Quick]).ShouldFail(1, "--time person");
    }

    [TestMethod]
    public void A_weight_is_not_learnt_from_and_not_asked_for_later()
    {
        // Rows of weight 0 say the opposite.
        var data = _folder.Write("w.csv", ["x,w,label", .. Enumerable.Range(0, 200).Select(i => (X: (i * 37) % 200, Counts: i % 2)).Select(r => $"{r.X},{r.Counts},{((r.X > 100) == (r.Counts == 1) ? "a" : "b")}")]);
        string[] weighted = [.. Quick[..7], "ExampleWeightColumnName=w", .. Quick[7..]];
        var run = CommandLineRun.Of(["train", "--data", data, "--label", "label", "--validation", "0", "--out", Model, .. weighted]).ShouldSucceed();
        StringAssert.Contains(run.Error, "features: 1 number (x)");
        StringAssert.Contains(run.Error, "Rows are weighted by 'w', which is not a feature.");
        Assert.IsGreaterThan(0.95, Metric(_folder.Write("t.csv", "x,label", "5,b", "40,b", "150,a", "190,a"), "Accuracy"));
        CommandLineRun.Of(["train", "--data", data, "--from", Model, "--max-epochs", "1", "--out", _folder.File("n.zip")]).ShouldSucceed();
        CommandLineRun.Of(["train", "--data", data, "--label", "label", "--out", Model, .. Quick[..7], "ExampleWeightColumnName=nope", .. Quick[7..]]).ShouldFail(1, "has no column 'nope'");
        CommandLineRun.Of(["compare", "--data", data, "--label", "label", "--archs", "mlp", "--folds", "2", "--set", "ExampleWeightColumnName=w"]).ShouldFail(2, "same weight");
    }

    [TestMethod]
    public void Names_may_hold_commas_quotes_and_blanks()
    {
        var data = _folder.Write("n.csv", ["the x,\"col, two\",\"the \"\"y\"\"\"", .. Enumerable.Range(0, 120).Select(i => $"{(i * 37) % 120},{i % 5},{((i * 37) % 120 > 60 ? "a" : "b")}")]);
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", data, "--label", "the \"y\"", "--features", "the x,col, two", "--kinds", "col, two=category,the x=number", "--out", Model, .. Quick]).ShouldSucceed().Error,
            "features: 1 number (the x), 1 category (col, two).");
        CommandLineRun.Of("predict", "--model", Model, "--data", data, "--out", _folder.File("p.csv"), "--keep", "col, two,the x").ShouldSucceed();
        StringAssert.StartsWith(File.ReadAllText(_folder.File("p.csv")), "\"col, two\",the x,PredictedLabel,");
    }

    [TestMethod]
    public void Classes_that_may_be_one_or_missing_are_said()
    {
        var data = _folder.Write("l.csv", ["x,y", .. Enumerable.Range(0, 120).Select(i => (i * 37) % 120).Select(x => $"{x},{(x > 80 ? "NA" : x > 40 ? "Yes" : x > 20 ? "yes" : "no")}")]);
        var run = CommandLineRun.Of(["train", "--data", data, "--label", "y", "--out", Model, .. Quick]).ShouldSucceed();
        StringAssert.Contains(run.Error, "'NA' in 'y' is taken as a class; where it stands for a missing label, give --missing \"NA\".");
        StringAssert.Contains(run.Error, "The classes 'Yes' and 'yes' of 'y' differ in upper and lower case only.");
        var rare = _folder.Write("o.csv", ["x,y", .. Enumerable.Range(0, 60).Select(i => $"{(i * 37) % 60},{(i == 7 ? "c" : i % 2 == 0 ? "a" : "b")}")]);
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", rare, "--label", "y", "--out", Model, .. Quick]).ShouldSucceed().Error, "1 of 3 classes of 'y' has one row: it is in no validation set.");
        var flags = _folder.Write("f.csv", ["x,a,b", .. Enumerable.Range(0, 60).Select(i => $"{(i * 37) % 60},{(i % 2 == 0 ? "yes" : "no")},{(i % 3 == 0 ? "yes" : "no")}")]);
        CommandLineRun.Of(["train", "--data", flags, "--label", "a,b", "--task", "multilabel", "--out", Model, .. Quick]).ShouldFail(1, "holds the words no and yes, but numbers are expected: write 0 and 1.");
    }

    [TestMethod]
    public void Ratios_of_columns_are_features_on_request()
    {
        var random = new Random(1);
        var data = _folder.Write("r.csv", ["a,b,label", .. Enumerable.Range(0, 600).Select(_ => (A: 1 + random.Next(900), B: 1 + random.Next(900))).Select(r => $"{r.A},{r.B},{(r.A > 2 * r.B ? "x" : "y")}")]);
        StringAssert.Contains(CommandLineRun.Of(["train", "--data", data, "--label", "label", "--ratios", "--out", Model, .. Quick]).ShouldSucceed().Error, "Ratios and differences as features: 'a' / 'b'");
        Assert.IsGreaterThan(0.97, Metric(data, "Accuracy"));
        CommandLineRun.Of(["train", "--data", data, "--label", "label", "--ratios=-1", "--out", Model, .. Quick]).ShouldFail(2, "RatioFeatures must be at least 0");
    }

    [TestMethod]
    public void Labels_that_leave_nothing_to_learn_or_to_measure_are_said()
    {
        var constant = _folder.Write("c.csv", ["x,y", .. Enumerable.Range(0, 50).Select(i => $"{(i * 37) % 50},3.5")]);
        CommandLineRun.Of(["train", "--data", constant, "--label", "y", "--task", "regression", "--out", Model, .. Quick]).ShouldFail(1, "has the same value in every row: there is nothing to learn");
        Train(Churn("churn"), "churn");
        Assert.AreEqual(0, Metric(_folder.Write("u.csv", "usage,plan,churn", "5,basic,maybe", "7,pro,perhaps"), "Accuracy", "--unknown", "wrong"));
        var one = _folder.Write("g.csv", ["g,x,y", .. Enumerable.Range(0, 60).Select(i => $"one,{(i * 37) % 60},{((i * 37) % 60 > 30 ? "a" : "b")}")]);
        CommandLineRun.Of(["train", "--data", one, "--label", "y", "--group", "g", "--out", Model, .. Quick]).ShouldFail(1, "column 'g' has one value in all rows");
    }

    [TestMethod]
    public void Describe_shows_every_column_and_what_is_suspicious()
    {
        string[] lines = ["id,x,copy,leak,label", .. Enumerable.Range(0, 100).Select(i => $"{i},{(i * 37) % 100},{(i * 37) % 100},{(i % 3 == 0 ? "won" : "lost")},{(i % 3 == 0 ? "a" : "b")}")];
        var run = CommandLineRun.Of("describe", "--data", _folder.Write("d.csv", lines), "--label", "label", "--html", _folder.File("d.html")).ShouldSucceed();
        foreach (var part in new[] { "100 rows, 5 columns", "column 'id': it counts the rows", "'copy': it is a copy of 'x'", "Column 'leak' is suspicious: it alone predicts the label in all rows (target leakage)" })
            StringAssert.Contains(run.Output, part);
        StringAssert.Contains(File.ReadAllText(_folder.File("d.html")), "histogram of x");
    }

    [TestMethod]
    [DataRow("1,5;2;a", "--decimal", "semicolon", "--decimal must be point or comma")]
    [DataRow("1,2", "--header", "maybe", "--header must be yes or no")]
    [DataRow("1,2", "--kinds", "x:number", "--kinds wants COL=KIND")]
    [DataRow("1,2", "--sample", "0", "--sample must be at least 1")]
    public void What_is_stated_wrongly_is_said(string text, string option, string value, string expected) =>
        CommandLineRun.Of("describe", "--data", _folder.Write("s.csv", "x,y", text), option, value).ShouldFail(2, expected);

    private string Model => _folder.File("m.zip");

    private void Train(string data, string label) => CommandLineRun.Of(["train", "--data", data, "--label", label, "--out", Model, .. Quick]).ShouldSucceed();

    private double Metric(string data, string name, params string[] more)
    {
        CommandLineRun.Of(["evaluate", "--model", Model, "--data", data, "--json", _folder.File("e.json"), .. more]).ShouldSucceed();
        return (double)JsonNode.Parse(File.ReadAllText(_folder.File("e.json")))!["metrics"]![name]!;
    }

    private string Churn(string label, bool flip = false)
    {
        string[] answers = flip ? ["yes", "no"] : ["no", "yes"];
        return _folder.Write($"churn{flip}.csv", [$"id,usage,plan,{label}", .. Enumerable.Range(0, 200).Select(i => $"{i},{(i * 37) % 200},{(i % 2 == 0 ? "basic" : "pro")},{answers[(i * 37) % 200 < 60 ? 1 : 0]}")]);
    }
}
